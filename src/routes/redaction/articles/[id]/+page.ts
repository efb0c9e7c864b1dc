/** Writing asks for JavaScript: what is typed is saved by itself. */
export const csr = true;
