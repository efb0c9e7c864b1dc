/** Confirming works without JavaScript; with it, the button says which of the two one chose. */
export const csr = true;
