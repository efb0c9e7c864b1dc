import type { Reach } from '#kernel/reach.ts';

/**
 * The document: ProseMirror JSON, one schema for the editor and the server (`schema.ts` checks it).
 * Every block may be addressed: `attrs.for` reserves it to some structures and to a level of reach.
 */
export type Doc = { type: 'doc'; content: Block[] };

/** For whom a block is. Absent `structures`: all of them. Absent `reach`: everyone who may read the article. */
export type Address = { structures?: string[]; reach?: Reach };

type Addressed = { for?: Address | null };

export type Block =
	| Paragraph
	| Heading
	| BulletList
	| OrderedList
	| Quote
	| Image
	| Gallery
	| Table
	| KeyFigure
	| QuestionAnswer
	| Aside
	| CallToAction
	| File
	| Video
	| Separator;

export type Paragraph = { type: 'paragraph'; attrs?: Addressed; content?: Inline[] };
export type Heading = { type: 'heading'; attrs: Addressed & { level: 2 | 3 | 4 }; content?: Inline[] };
export type BulletList = { type: 'bulletList'; attrs?: Addressed; content: ListItem[] };
export type OrderedList = { type: 'orderedList'; attrs?: Addressed & { start?: number }; content: ListItem[] };
export type ListItem = { type: 'listItem'; content: (Paragraph | BulletList | OrderedList)[] };
/** `author` is who said it, as it should be read; empty when it need not be said. */
export type Quote = { type: 'quote'; attrs?: Addressed & { author?: string }; content: Paragraph[] };
/** A picture of the library. Empty texts mean those of the library. */
export type Image = { type: 'image'; attrs: Addressed & PictureUse };
export type Gallery = { type: 'gallery'; attrs?: Addressed; content: Image[] };
/** The first row holds headers (`tableHeader`); cells hold inline content. `caption` is read before the table. */
export type Table = { type: 'table'; attrs?: Addressed & { caption?: string }; content: TableRow[] };
export type TableRow = { type: 'tableRow'; content: (TableHeader | TableCell)[] };
type Span = { colspan?: number; rowspan?: number };
export type TableHeader = { type: 'tableHeader'; attrs?: Span; content: Paragraph[] };
export type TableCell = { type: 'tableCell'; attrs?: Span; content: Paragraph[] };
export type KeyFigure = { type: 'keyFigure'; attrs: Addressed & { value: string; label: string; source?: string } };
export type QuestionAnswer = { type: 'questionAnswer'; attrs: Addressed & { question: string }; content: Prose[] };
export type Aside = { type: 'aside'; attrs?: Addressed & { title?: string }; content: Prose[] };
export type CallToAction = { type: 'callToAction'; attrs: Addressed & { label: string; href: string } };
export type File = { type: 'file'; attrs: Addressed & { media: string; label?: string } };
/** Never embedded: a link, with what is said in it written out. */
export type Video = { type: 'video'; attrs: Addressed & { href: string; title: string }; content?: Prose[] };
export type Separator = { type: 'separator'; attrs?: Addressed };

/** What may stand inside a question-answer, an aside or a transcript. */
export type Prose = Paragraph | BulletList | OrderedList | Quote;

export type Inline = Text | HardBreak;
export type Text = { type: 'text'; text: string; marks?: Mark[] };
export type HardBreak = { type: 'hardBreak' };

export type Mark = Strong | Emphasis | Link | Language;
export type Strong = { type: 'strong' };
export type Emphasis = { type: 'emphasis' };
export type Link = { type: 'link'; attrs: { href: string } };
/** A passage in another language, as a BCP 47 tag: RGAA 8.7. */
export type Language = { type: 'language'; attrs: { lang: string } };

/** A use of a picture of the library; empty or absent texts mean the library's. */
export type PictureUse = { media: string; alt?: string; caption?: string; credit?: string };

export type BlockType = Block['type'];
export type MarkType = Mark['type'];
export type BlockOf<T extends BlockType> = Extract<Block, { type: T }>;
export type MarkOf<T extends MarkType> = Extract<Mark, { type: T }>;

export const emptyDoc: Doc = { type: 'doc', content: [{ type: 'paragraph' }] };
