import * as v from 'valibot';
import { checkDoc } from '#editorial/content/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { reaches } from '#kernel/reach.ts';
import { formLabels, type Editorial, type Form, type IssueBlock, type Publication } from './publication.ts';

/** What comes in to make a publication. The address is made from the title when absent. */
export type PublicationDraft = Omit<Publication, 'id' | 'slug'> & { slug?: string };

/** A block as it comes in: the id is given by us. */
export type BlockDraft = IssueBlock extends infer B ? (B extends IssueBlock ? Omit<B, 'id'> : never) : never;

/** What comes in to make an issue. The number is the next one when absent. */
export type IssueDraft = {
	number?: number;
	title: string;
	date: string;
	preheader: string;
	editorial: Editorial | null;
	blocks: BlockDraft[];
};

const line = (limit: number, name: string) =>
	v.pipe(v.string(), v.trim(), v.maxLength(limit, `${name} dépasse ${limit} signes.`));
const filled = (limit: number, name: string, missing: string) => v.pipe(line(limit, name), v.minLength(1, missing));
const ids = v.array(v.pipe(v.string(), v.minLength(1)));

const isDay = (text: string): boolean => {
	const day = new Date(`${text}T00:00:00Z`);
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

const publicationSchema = v.object({
	slug: v.optional(v.string()),
	kind: v.picklist(['journal', 'newsletter'], 'Choisissez : journal ou infolettre.'),
	title: filled(80, 'Le titre', 'Donnez un titre.'),
	tagline: line(160, 'L’accroche'),
	cadence: line(60, 'Le rythme'),
	reach: v.picklist(reaches, 'Choisissez un niveau de diffusion.'),
	ownerId: v.pipe(v.string(), v.minLength(1, 'Dites quelle structure édite ce titre.')),
	voices: v.pipe(ids, v.minLength(1, 'Dites au moins une structure qui porte ce titre.'))
});

const docSchema = v.custom<Editorial['body']>((value) => typeof value === 'object' && value !== null);
const editorialSchema = v.object({
	title: line(120, 'Le titre de l’éditorial'),
	body: docSchema,
	signature: line(120, 'La signature')
});

const blockSchema = v.variant('kind', [
	v.object({
		kind: v.literal('article'),
		articleId: v.pipe(v.string(), v.minLength(1)),
		form: v.picklist(Object.keys(formLabels) as Form[], 'Cette forme d’article n’existe pas.'),
		voices: ids
	}),
	v.object({ kind: v.literal('heading'), title: filled(80, 'L’intertitre', 'Un intertitre est vide.'), voices: ids }),
	v.object({ kind: v.literal('text'), title: line(120, 'Le titre du texte'), body: docSchema, voices: ids })
]);

const issueSchema = v.object({
	number: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1, 'Le numéro commence à 1.'))),
	title: line(120, 'Le titre'),
	date: v.pipe(v.string(), v.check(isDay, 'La date doit être un jour, par exemple 2026-11-26.')),
	preheader: line(150, 'Le texte d’aperçu'),
	editorial: v.nullable(editorialSchema),
	blocks: v.pipe(v.array(blockSchema), v.maxLength(100, 'Un numéro compte au plus 100 blocs.'))
});

/** Throws `Invalid` with one sentence per field. */
export const readPublication = (draft: PublicationDraft): PublicationDraft => read(publicationSchema, draft);

/** Throws `Invalid` with one sentence per field; texts are checked as documents. */
export function readIssue(draft: IssueDraft): IssueDraft {
	const issue = read(issueSchema, draft) as IssueDraft;
	if (issue.editorial) checkDoc(issue.editorial.body);
	for (const block of issue.blocks) if (block.kind === 'text') checkDoc(block.body);
	return issue;
}

function read<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
	const { success, output, issues } = v.safeParse(schema, value);
	if (success) return output;
	const fields = Object.fromEntries(issues.map((each) => [String(each.path?.[0]?.key ?? ''), each.message]));
	throw new Invalid(issues[0].message, fields);
}
