/** A failure of a build that is told in its message alone, without a stack. */
export class BuildError extends Error {}
