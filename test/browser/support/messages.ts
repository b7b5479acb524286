import { call } from './studio.ts';

/** What customers of a hardware store write, by why they write. `_` is a product. */
const FRAMES: Record<string, string[]> = {
  return: [
    'I changed my mind about the _ and want to bring it back.',
    'What is the last day on which I can return a _?',
    'Can a _ be returned without the receipt?',
    'The _ does not fit in my shed, so how do I send it back?',
    'My husband bought the same _ already. May I give mine back unopened?',
    'Please take the _ back; I never used it.',
    'Is there a fee when I return the _ by post?',
    'Who prints the return label for a _?',
    'I would like my money back for a _ I do not need.',
    'Returning a _: do I need the original box?',
  ],
  exchange: [
    'I took the wrong size of _ and would like another one instead.',
    'Could you swap my _ for the larger model?',
    'I want to exchange the _ for the green one.',
    'Is it possible to trade the _ I bought for a different brand?',
    'My _ is fine but too small; I would rather have the bigger version.',
    'Change my _ for the one with the longer cable, please.',
    'May I replace the _ by a dearer one and pay the difference?',
    'The _ came in red. I had ordered blue and still want blue.',
    'Can I swap a _ in any store, or only where I bought it?',
    'Instead of this _ I would like two of the cheaper kind.',
  ],
  late: [
    'My _ should have arrived on Monday and has not.',
    'Where is the _ I ordered last week?',
    'The tracking page of my _ has not changed for four days.',
    'How much longer will the delivery of the _ take?',
    'I waited at home all day and nobody brought the _.',
    'You promised the _ for yesterday.',
    'The van drove past my house without leaving the _.',
    'It is two weeks now and still no _ at my door.',
    'When will the _ finally be delivered?',
    'Is my _ lost, or is the carrier only slow?',
  ],
  damaged: [
    'The _ came with a crack right across it.',
    'I opened the parcel and the _ was broken.',
    'One corner of the _ is dented.',
    'The box was wet and the _ is rusty already.',
    'Somebody must have dropped my _ on the way here.',
    'A handle is missing from the _ that came today.',
    'There are scratches all over the new _.',
    'Half of the screws for the _ were not in the box.',
    'My _ leaks oil although I have only just unpacked it.',
    'The packaging was torn and the _ bent.',
  ],
  guarantee: [
    'After eight months the _ has stopped working. Is that covered?',
    'How many years of guarantee are on a _?',
    'The motor of my _ burnt out within the warranty.',
    'Does the guarantee of the _ hold for rented tools too?',
    'My _ no longer starts; I bought it last spring.',
    'Where do I bring a _ that broke under warranty?',
    'Is wear of the _ covered, or only faults in making?',
    'I lost the warranty card of the _.',
    'The battery of my _ is dead after a year, what now?',
    'Can the guarantee of a _ be extended?',
  ],
  repair: [
    'Do you sell spare blades for a _?',
    'Who can mend my old _ near Aldbury?',
    'What would a repair of the _ cost, roughly?',
    'I need a new drive belt for my _.',
    'Can your workshop sharpen the _ this week?',
    'My _ is ten years old and needs a service.',
    'Is there a part list for the _?',
    'How long does the workshop keep a _?',
    'Please send somebody to fix the _ at my farm.',
    'I would like to repair the _ by myself; do you have a manual?',
  ],
  stock: [
    'Is the _ in stock in the Kelso store?',
    'When do you get the _ in again?',
    'How many of the _ do you have left?',
    'The website says sold out; can I still get a _ somewhere?',
    'Please put one _ aside for me until Saturday.',
    'Will there be a new model of the _ this year?',
    'Which of your stores has a _ today?',
    'Tell me as soon as the _ is back.',
    'Can I reserve a _ by phone?',
    'Do you still carry the _ in the old size?',
  ],
  invoice: [
    'I need an invoice for the _ with our company on it.',
    'You charged me twice for one _.',
    'The VAT on the bill of the _ is wrong.',
    'Could you send the receipt of the _ again by mail?',
    'My card was debited, but the order of the _ was cancelled.',
    'Please correct the address on the invoice of the _.',
    'Why does the bill say 80 pounds when the _ was 60?',
    'The discount on the _ is missing from my receipt.',
    'Can we pay for the _ by invoice at the end of the month?',
    'I was billed for delivery although I collected the _ myself.',
  ],
};

const PRODUCTS = ['cordless drill', 'petrol mower', 'garden bench', 'pressure washer'];

interface Message {
  question: string;
  answer: string;
}

/**
 * Messages with their reasons: enough to learn from in seconds, and alike enough for some to be mistaken.
 * @param turns which of four products each sentence is about; the fourth is one that nothing else here says
 */
export function messages(turns = [0, 1, 2]): Message[] {
  return Object.entries(FRAMES).flatMap(([answer, frames]) =>
    frames.flatMap((frame, i) =>
      turns.map((k) => ({
        question: frame.replace('_', PRODUCTS[(i + k) % PRODUCTS.length] ?? ''),
        answer,
      })),
    ),
  );
}

/** A data set of such messages, and what else is to be in it. */
export async function messageSet(slug: string, name: string, more: Message[] = []): Promise<void> {
  await call('POST', '/api/datasets', { slug, name });
  await call('POST', `/api/datasets/${slug}/examples`, { examples: [...messages(), ...more] });
}
