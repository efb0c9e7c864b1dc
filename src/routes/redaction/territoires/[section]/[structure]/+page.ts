/** The search of people keeps the page where JavaScript runs. */
export const csr = true;
