/**
 * The tokens of an answer whose request states no maximum: reserved for it, and sent where a maximum must be. The
 * smallest maximum among Anthropic's models, so that none refuses it.
 */
export const UNSTATED_ANSWER = 4_096;
