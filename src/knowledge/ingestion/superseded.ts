const OLD =
  /^(superseded|withdrawn|obsolete|archived|expired|replaced|已废止|已作废|sustituid[oa]|derogad[oa])$/i;

/**
 * How the head of a replaced document says so of itself: a line that begins with the state, or a sentence about "this
 * policy". A text that merely tells of things being replaced must not match.
 */
const HEAD = [
  /^[\s>*_#|-]*(status\s*[:|]\s*)?(superseded|withdrawn|obsolete|no longer (in force|valid))\b/im,
  /\bthis (policy|document|procedure|version|page|notice|guide|sheet)\b.{0,60}\b(superseded|replaced|withdrawn|no longer)\b/i,
  /^[\s>*_#|-]*(状态\s*[:：]\s*)?已(废止|作废|失效)/m,
  /本(政策|文件|规定|页面|版本|流程).{0,20}(废止|作废|失效|(取代|替代))/,
  /^[\s>*_#|-]*(estado\s*[:|]\s*)?(sustituid|derogad|reemplazad)[oa]\b/im,
  /\best[ae] (política|documento|procedimiento|versión|página)\b.{0,60}\b(sustituid|reemplazad|derogad|ya no está vigente)/i,
];
const HEAD_LENGTH = 600;

/**
 * Whether a document says that a newer one has taken its place: by its attributes (front matter), or in its first
 * lines. Such a document stays readable, but answers must not come from it.
 */
export function isSuperseded(attributes: Record<string, unknown>, text: string): boolean {
  if (attributes.superseded === true || attributes.superseded === 'true') return true;
  if (typeof attributes.superseded_by === 'string' && attributes.superseded_by.trim() !== '') return true;
  if (typeof attributes.status === 'string') return OLD.test(attributes.status.trim());
  const head = text.slice(0, HEAD_LENGTH);
  return HEAD.some((pattern) => pattern.test(head));
}
