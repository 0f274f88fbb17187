/** What the worker that reads pictures runs: for its address, and not to be imported. */
export {};
