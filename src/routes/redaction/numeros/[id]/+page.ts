/** Composing asks for JavaScript: the issue is saved by itself. */
export const csr = true;
