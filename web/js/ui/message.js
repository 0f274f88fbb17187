/**
 * Whether nobody answered, as without a connection: then what was asked for may only not be on this device yet.
 * @param {any} error whose cause is fetch's own
 */
export const isUnanswered = (error) => error?.cause instanceof TypeError;

/** What failed, for people. @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));
