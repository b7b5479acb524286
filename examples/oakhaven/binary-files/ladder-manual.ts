import type { Manual } from './pdf.ts';

/** OAK-OPS-005. A bar marks where the scanner's original broke words. */
export const ladderManual: Manual = {
  title: 'Ladders and access equipment',
  runningHead: 'OAKHAVEN STORE OPERATIONS - OAK-OPS-005 - ISSUE 6',
  blocks: [
    { title: 'Ladders and access equipment' },
    {
      text: 'OAK-OPS-005, issue 6, effec|tive 1 October 2025. Owner: health and safe|ty team. Valid for all stores and ware|houses in the Uni|ted King|dom.',
    },
    { heading: '1. Purpose' },
    {
      text: 'Falls from height are the most fre|quent cause of seri|ous acci|dents in our stores. This man|ual says which equip|ment may be used, by whom, and how it is in|spect|ed. It does not cover fork-lift trucks or scaf|fold|ing for con|trac|tors.',
    },
    { heading: '2. Who may use what' },
    {
      text: 'Col|leagues may use step|lad|ders and plat|form steps only after ladder train|ing, which is re|peat|ed every 24 months. With|out train|ing the kick stool at the shelf is the only per|mit|ted aid. Col|leagues under 18 do not work on lad|ders.',
    },
    {
      text: 'Powered ac|cess plat|forms are used only by col|leagues with a valid op|er|a|tor card, and al|ways with a sec|ond per|son on the ground who knows how to lower the plat|form in an emer|gen|cy.',
    },
    { heading: '3. Choosing the equipment' },
    {
      text: 'Up to 2 me|tres stand|ing height: step|ladder with plat|form. From 2 to 4 me|tres: mo|bile plat|form steps with hand|rail and brake.',
    },
    {
      text: 'Above 4 me|tres stand|ing height only pow|ered ac|cess plat|forms may be used. Lean|ing lad|ders are not used in the sales area at all; in the yard and on the roof they are used only for ac|cess, never as a place of work.',
    },
    {
      text: 'The high|est load of our step|lad|ders is 150 kg, in|clud|ing the per|son, the tools and the goods. No|body car|ries more than 10 kg up or down; heav|ier goods are hand|ed down by two peo|ple or brought down with the reach truck.',
    },
    { heading: '4. Setting up' },
    {
      text: 'The aisle is closed with bar|ri|ers 2 me|tres on each side of the lad|der be|fore any|body climbs. If goods are taken from the top shelf, the neigh|bour|ing aisle is closed too, be|cause goods can be pushed through.',
    },
    {
      text: 'A lean|ing lad|der stands at an an|gle of 75 de|grees: one part out for four parts up. It reach|es at least 1 me|tre above the land|ing place and is tied or held by a sec|ond per|son.',
    },
    {
      text: 'All four feet of a step|ladder stand on firm, dry ground. Brakes of plat|form steps are set be|fore climb|ing. Equip|ment is never moved while some|body stands on it.',
    },
    { heading: '5. Working' },
    {
      text: 'Three points touch the lad|der at all times: two feet and one hand, or two hands and one foot. Do not reach side|ways be|yond the stiles; climb down and move the lad|der.',
    },
    {
      text: 'Work on a step|ladder takes at most 30 min|utes at a time. Long|er work is done from plat|form steps or a pow|ered plat|form.',
    },
    {
      text: 'No lad|ders are used out|doors in wind above 17 miles an hour, in thun|der|storms or on ice. Work on lad|ders above 2 me|tres is never done alone (OAK-OPS-004).',
    },
    { heading: '6. Inspection' },
    {
      text: 'Be|fore each use the user looks at feet, treads, hing|es, stiles and the tag. A lad|der with|out a green tag is not used.',
    },
    {
      text: 'Each week the du|ty man|ag|er checks all lad|ders of the store and signs the lad|der reg|is|ter. Every 3 months a trained in|spec|tor makes the full in|spec|tion and hangs up the new tag with the month of the next one.',
    },
    {
      text: 'Powered plat|forms are ex|am|ined by an out|side com|pe|tent per|son every 6 months. The re|port is kept for 2 years.',
    },
    {
      text: 'De|fec|tive equip|ment gets a red tag, is locked away and is ei|ther re|paired by the mak|er or de|stroyed with|in 14 days. Lad|ders are never re|paired in the store, and never given away or sold.',
    },
    { heading: '7. Customers' },
    {
      text: 'Cus|tom|ers may not climb on lad|ders, racks or steps of the store. A cus|tom|er who wants to try a lad|der does so in the show|room on the mat, with a col|league be|side it, and not high|er than the third tread.',
    },
    { heading: '8. Accidents' },
    {
      text: 'Every fall, also with|out an in|ju|ry, is re|cord|ed with|in 24 hours (OAK-SAF-002). The lad|der is kept un|changed for the in|ves|ti|ga|tion.',
    },
  ],
};
