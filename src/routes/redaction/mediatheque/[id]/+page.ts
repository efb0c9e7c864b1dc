/** The point to keep is pressed on the picture; everything else works without script. */
export const csr = true;
