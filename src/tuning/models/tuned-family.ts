import {
  type ChatEvent,
  type ModelFamily,
  questionOf,
  type TokenLogprob,
  textsOf,
} from '../../gateway/index.ts';
import type { Tuning } from '../bag.ts';
import { matrixOf } from '../jobs/learning-data.ts';
import { servedModels } from '../store/tuned-models.ts';
import { answerForm, inForm } from './answer-form.ts';
import { classify } from './classify.ts';
import { openClassifier, openEmbedder } from './open-model.ts';
import { saidInForm } from './said-in-form.ts';

/** The least probability that is told: the logarithm of nothing is no number of JSON. */
const LEAST = 1e-12;
/** As many alternatives as OpenAI gives. */
const MOST_ALTERNATIVES = 20;
const REFUSALS = {
  below_threshold: 'The model is less sure than it must be to answer.',
  no_label_applies: 'None of the labels that the JSON schema allows applies.',
};

/** `ft:local/…` as models: a classifier answers with its label, and how sure it is stands in `logprobs`. */
export function tunedFamily(bag: () => Tuning): ModelFamily {
  return {
    owns: (model) => model.startsWith('ft:local/'),
    // A name holds the model's id, and a model never changes.
    revision: (model) => model,
    async models({ workspaceId }) {
      const rows = await bag().db.in(workspaceId, servedModels);
      return rows
        .filter(({ name }) => name.startsWith('ft:local/'))
        .map(({ name, createdAt }) => ({ id: name, ownedBy: 'workspace', created: createdAt }));
    },
    async embed(request, { actor }) {
      const projection = await openEmbedder(bag(), actor, request.model);
      const texts = textsOf(request);
      const embeddings = await bag().minilm.embed(texts, texts.length <= 8);
      const { columns, values } = projection.apply(matrixOf(embeddings.map((one) => one.vector)));
      return {
        vectors: texts.map((_, i) => values.slice(i * columns, (i + 1) * columns)),
        tokens: embeddings.reduce((sum, one) => sum + one.tokens, 0),
      };
    },
    async *chat(request, { actor }): AsyncIterable<ChatEvent> {
      const head = await openClassifier(bag(), actor, request.model);
      const form = answerForm(request.response_format, request.model, head.classes);
      const text = questionOf(request.messages);
      const [said] = await classify(bag().minilm, head, [text]);
      if (!said) return;
      const prompt = said.tokens;
      const usage = (completion: number) => ({
        prompt_tokens: prompt,
        completion_tokens: completion,
        total_tokens: prompt + completion,
      });
      const fitting = said.abstained ? undefined : saidInForm(form, head, said);
      if (!fitting) {
        const reason = said.abstained ? 'below_threshold' : 'no_label_applies';
        // Nothing is no JSON: whoever asked for some is told so where OpenAI tells it.
        yield form.json ? { type: 'refusal', text: REFUSALS[reason] } : { type: 'text', text: '' };
        yield {
          type: 'platform',
          fields: { sevenfold: { abstained: true, reason, confidence: said.confidence } },
        };
        yield { type: 'done', finish: 'stop', usage: usage(0) };
        return;
      }
      const { labels, confidence, ranked } = fitting;
      const alternatives = alternativesAsked(request);
      const pieces = inForm(form, labels);
      for (const [i, piece] of pieces.entries()) {
        const isLabel = pieces.length === 1 || i === 1;
        const logprobs =
          alternatives === undefined ? undefined : [logprobOf(piece, isLabel ? confidence : 1)];
        const [only] = logprobs ?? [];
        if (only && isLabel)
          only.top_logprobs = ranked
            .slice(0, alternatives)
            .map(({ label, probability }) => plain(form.json ? JSON.stringify(label) : label, probability));
        yield { type: 'text', text: piece, ...(logprobs ? { logprobs } : {}) };
      }
      yield {
        type: 'platform',
        fields: { sevenfold: { abstained: false, reason: null, confidence } },
      };
      // Its vocabulary is its labels: an answer is one token, and one more for each piece of JSON around it.
      yield { type: 'done', finish: 'stop', usage: usage(pieces.length) };
    },
  };
}

/** How many alternatives are wanted; undefined when `logprobs` is not asked for. */
function alternativesAsked({ logprobs, top_logprobs: most }: Record<string, unknown>): number | undefined {
  if (logprobs !== true) return undefined;
  return typeof most === 'number' ? Math.max(0, Math.min(MOST_ALTERNATIVES, Math.floor(most))) : 0;
}

function logprobOf(token: string, probability: number): TokenLogprob {
  return { ...plain(token, probability), top_logprobs: [] };
}

function plain(token: string, probability: number) {
  return { token, logprob: Math.log(Math.max(LEAST, probability)), bytes: [...Buffer.from(token)] };
}
