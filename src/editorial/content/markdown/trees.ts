import type { sanitize } from 'hast-util-sanitize';
import type remarkParse from 'remark-parse';
import type {} from 'remark-directive';
import type { Plugin } from 'unified';

/** The trees of unified, by the names that their own packages of types give them. */

export type HtmlNode = Parameters<typeof sanitize>[0];
export type HtmlRoot = Extract<HtmlNode, { type: 'root' }>;
export type Element = Extract<HtmlNode, { type: 'element' }>;
export type Node = HtmlRoot['children'][number] | Element['children'][number];

type Parsed<P> = P extends Plugin<infer _Settings, string, infer Root> ? Root : never;
export type MarkdownRoot = Parsed<typeof remarkParse>;
export type MarkdownContent = MarkdownRoot['children'][number];
export type MarkdownNode = MarkdownRoot | MarkdownContent;
export type MarkdownParent = Extract<MarkdownNode, { children: unknown }>;
export type Phrasing = Extract<MarkdownContent, { type: 'strong' }>['children'][number];
export type Directive = Extract<MarkdownContent, { type: 'containerDirective' | 'leafDirective' | 'textDirective' }>;
