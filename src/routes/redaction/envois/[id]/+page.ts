/** Looking and deciding ask for no JavaScript; following what is on its way does. */
export const csr = true;
