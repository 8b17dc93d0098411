/** Filters are a plain form: nothing here needs a script. */
export const csr = false;
