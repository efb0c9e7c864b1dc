/** Reading asks for no JavaScript; what needs some says so in its own layout. */
export const csr = false;
