// A form, its preview and a button: nothing to run in the browser.
export const csr = false;
