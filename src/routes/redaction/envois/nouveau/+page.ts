/** Preparing works without JavaScript; with it, one sees the audience being frozen. */
export const csr = true;
