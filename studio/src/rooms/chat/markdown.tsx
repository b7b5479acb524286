import type { Nodes, Table } from 'mdast';
import { createElement, Fragment, type ReactNode } from 'react';
import { cutAt, isParent, type Placed, parseAnswer, placeChips } from './answer-tree.ts';
import type { Chips } from './citations.ts';

interface MarkdownProps {
  text: string;
  chips?: readonly Chips[];
  renderChips?: (chips: Chips) => ReactNode;
}

/**
 * Draws an answer. An answer may repeat whatever a document or a user slipped in, so this is a small list of what is
 * drawn and everything else is text: no HTML, no images, and links that show their address and cannot be followed.
 */
export function Markdown({ text, chips = [], renderChips = () => null }: MarkdownProps) {
  const root = parseAnswer(text);
  const draw = drawer(placeChips(root, chips), renderChips, text);
  return <div className="flex flex-col gap-3 break-words">{draw(root)}</div>;
}

type Draw = (node: Nodes) => ReactNode;

function drawer(placed: Placed, renderChips: (chips: Chips) => ReactNode, source: string): Draw {
  const all = (nodes: readonly Nodes[]) =>
    nodes.map((node, i) => createElement(Fragment, { key: i }, draw(node)));
  const inside = (node: Nodes) => (isParent(node) ? all(node.children) : null);
  const leaf = (node: Nodes, value: string, wrap: (text: string) => ReactNode = (text) => text) => {
    const { start, end } = node.position ?? {};
    const length = (end?.offset ?? 0) - (start?.offset ?? 0);
    return cutAt(value, length, placed.get(node) ?? []).map(({ text, chips }, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a parsed text has no other identity, and is redrawn as a whole
      <Fragment key={i}>
        {text && wrap(text)}
        {chips && renderChips(chips)}
      </Fragment>
    ));
  };
  /** As it was written, for whatever has no drawing here. */
  const raw = (node: Nodes) => source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);

  const draw: Draw = (node) => {
    switch (node.type) {
      case 'root':
        return all(node.children);
      case 'paragraph':
        return <p>{inside(node)}</p>;
      case 'heading':
        return <p className="font-strong">{inside(node)}</p>;
      case 'strong':
        return <strong>{inside(node)}</strong>;
      case 'emphasis':
        return <em>{inside(node)}</em>;
      case 'list':
        return createElement(
          node.ordered ? 'ol' : 'ul',
          {
            className: `flex flex-col gap-1.5 pl-5 ${node.ordered ? 'list-decimal' : 'list-disc'}`,
            ...(node.ordered ? { start: node.start ?? 1 } : {}),
          },
          inside(node),
        );
      case 'listItem':
        return (
          <li className="marker:text-faint [&>p+p]:mt-2" key={node.position?.start.offset}>
            {inside(node)}
          </li>
        );
      case 'blockquote':
        return <blockquote className="border-l-2 border-edge pl-3 text-muted">{inside(node)}</blockquote>;
      case 'text':
        return leaf(node, node.value);
      case 'inlineCode':
        return leaf(node, node.value, (text) => (
          <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-[0.9em]">{text}</code>
        ));
      case 'code':
        return leaf(node, node.value, (text) => (
          <pre className="overflow-x-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs leading-5">
            <code>{text}</code>
          </pre>
        ));
      case 'break':
        return <br />;
      case 'thematicBreak':
        return <hr />;
      case 'table':
        return <AnswerTable table={node} cell={inside} />;
      case 'link': {
        const words = inside(node);
        const bare = raw(node) === node.url || raw(node) === `<${node.url}>`;
        return bare ? (
          words
        ) : (
          <>
            {words} ({node.url})
          </>
        );
      }
      default:
        // HTML, images, references, definitions: shown as written, as text.
        return isParent(node) ? inside(node) : leaf(node, raw(node));
    }
  };
  return draw;
}

function AnswerTable({ table, cell }: { table: Table; cell: (node: Nodes) => ReactNode }) {
  const [head, ...rows] = table.children;
  return (
    <div className="overflow-x-auto">
      <table className="border-collapse">
        <thead>
          <tr>
            {head?.children.map((node) => (
              <th
                key={node.position?.start.offset}
                className="border border-line bg-sunken px-2.5 py-1 text-left"
              >
                {cell(node)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.position?.start.offset}>
              {row.children.map((node) => (
                <td key={node.position?.start.offset} className="border border-line px-2.5 py-1 align-top">
                  {cell(node)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
