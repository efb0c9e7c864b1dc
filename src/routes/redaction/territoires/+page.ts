/** A cell is written in a window over the grid where JavaScript runs, and on a page of its own elsewhere. */
export const csr = true;
