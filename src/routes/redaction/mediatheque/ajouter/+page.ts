/** Several pictures at once ask for JavaScript; one at a time does not. */
export const csr = true;
