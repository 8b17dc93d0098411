// Two links, a form and its preview: nothing to run in the browser.
export const csr = false;
