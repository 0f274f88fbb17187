/**
 * Whether nobody answered, as without a connection: then what was asked for may only not be on this device yet.
 * @param {unknown} error
 */
export const isUnanswered = (error) => error instanceof Error && error.cause instanceof TypeError; // fetch's own

/** What failed, for people. @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));
