/** A kind of key or password. */
export interface SecretRule {
  type: string;
  /** Linear: a fixed beginning, then one bounded run. The group `secret`, if there is one, is what is hidden. */
  pattern: RegExp;
  score: number;
  /** Whether it must look random: `password = password` is no secret. */
  random?: boolean;
}

const assigned = '(?:["\'`]?\\s{0,3}(?::|=>?|:=|is)\\s{0,3}["\'`]?)';

export const SECRET_RULES: SecretRule[] = [
  {
    type: 'PRIVATE_KEY',
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,6000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
    score: 0.99,
  },
  { type: 'AWS_ACCESS_KEY', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, score: 0.95 },
  {
    type: 'AWS_SECRET_KEY',
    pattern: /aws.{0,30}?["'=:\s](?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])/gi,
    score: 0.85,
    random: true,
  },
  { type: 'ANTHROPIC_KEY', pattern: /\bsk-ant-[A-Za-z0-9_-]{20,200}/g, score: 0.97 },
  { type: 'OPENAI_KEY', pattern: /\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{20,200}/g, score: 0.93 },
  {
    type: 'GITHUB_TOKEN',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255})/g,
    score: 0.97,
  },
  { type: 'GITLAB_TOKEN', pattern: /\bglpat-[A-Za-z0-9_-]{18,64}/g, score: 0.97 },
  { type: 'SLACK_TOKEN', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/g, score: 0.96 },
  {
    type: 'SLACK_WEBHOOK',
    pattern: /https:\/\/hooks\.slack\.com\/services\/[A-Za-z0-9/]{20,100}/g,
    score: 0.95,
  },
  { type: 'STRIPE_KEY', pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,200}/g, score: 0.96 },
  { type: 'GOOGLE_KEY', pattern: /\bAIza[A-Za-z0-9_-]{35}/g, score: 0.96 },
  { type: 'GOOGLE_KEY', pattern: /\bya29\.[A-Za-z0-9_-]{30,300}/g, score: 0.95 },
  { type: 'SENDGRID_KEY', pattern: /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,64}/g, score: 0.97 },
  { type: 'TWILIO_KEY', pattern: /\bSK[0-9a-f]{32}\b/g, score: 0.85 },
  { type: 'NPM_TOKEN', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g, score: 0.97 },
  { type: 'PYPI_TOKEN', pattern: /\bpypi-[A-Za-z0-9_-]{50,250}/g, score: 0.97 },
  { type: 'HUGGING_FACE_TOKEN', pattern: /\bhf_[A-Za-z0-9]{30,60}\b/g, score: 0.96 },
  {
    type: 'AZURE_KEY',
    pattern: /(?:AccountKey|SharedAccessKey)=(?<secret>[A-Za-z0-9+/]{40,100}={0,2})/g,
    score: 0.95,
  },
  {
    type: 'JWT',
    pattern: /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,1000}/g,
    score: 0.9,
  },
  {
    type: 'CONNECTION_STRING',
    pattern: /\b[a-z][a-z0-9+]{1,20}:\/\/[^\s:@/"']{1,100}:(?<secret>[^\s@"']{3,200})@[^\s"']{3,300}/g,
    score: 0.93,
  },
  {
    type: 'BEARER_TOKEN',
    pattern: /\bbearer\s{1,3}(?<secret>[A-Za-z0-9_.~+/-]{20,2000}={0,2})/gi,
    score: 0.85,
    random: true,
  },
  {
    type: 'PASSWORD',
    pattern: new RegExp(
      `\\b(?:password|passwd|pwd|passphrase|passwort|contraseña|密码)${assigned}(?<secret>[^\\s"'\`,;]{6,100})`,
      'giu',
    ),
    score: 0.7,
    random: true,
  },
  {
    type: 'API_KEY',
    pattern: new RegExp(
      `(?:api[_-]?key|secret[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret|secret|token)${assigned}(?<secret>[A-Za-z0-9_./+=-]{16,200})`,
      'gi',
    ),
    score: 0.75,
    random: true,
  },
];
