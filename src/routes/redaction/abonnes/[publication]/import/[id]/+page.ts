/** How far an import has come is looked at again and again; without a script, the page says how to do it. */
export const csr = true;
