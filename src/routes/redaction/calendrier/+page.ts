/** Looking and filtering ask for no JavaScript; dragging, the keys and the window that moves an article do. */
export const csr = true;
