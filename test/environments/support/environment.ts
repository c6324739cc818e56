/** The tests run in happy-dom otherwise. Neither loads scripts, but only happy-dom reports that as an error. */
export const isJsdom = navigator.userAgent.includes("jsdom");
