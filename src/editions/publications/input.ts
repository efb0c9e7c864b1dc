import * as v from 'valibot';
import { checkDoc } from '#editorial/content/index.ts';
import { Invalid } from '#kernel/errors.ts';
import { reaches } from '#kernel/reach.ts';
import {
	formLabels,
	moveLabels,
	type Editorial,
	type Form,
	type Issue,
	type IssueBlock,
	type Publication,
	type PublicationSettings,
	type StaffMove
} from './publication.ts';

const isPictureUse = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && typeof (value as { media?: unknown }).media === 'string';

/** What comes in to make a publication. The address is made from the title when absent. */
export type PublicationDraft = Omit<Publication, 'id' | 'slug' | 'isService' | 'settings'> & {
	slug?: string;
	isService?: boolean;
	settings?: Partial<PublicationSettings>;
};

/** A block as it comes in: one that stood in the issue before keeps its id, others are given one. */
export type BlockDraft = IssueBlock extends infer B
	? B extends IssueBlock
		? Omit<B, 'id'> & { id?: string }
		: never
	: never;

/** What comes in to make an issue. The number is the next one when absent. */
export type IssueDraft = {
	number?: number;
	title: string;
	date: string;
	preheader: string;
	editorial: Editorial | null;
	blocks: BlockDraft[];
	voices?: Issue['voices'];
	isSpecial?: boolean;
};

const line = (limit: number, name: string) =>
	v.pipe(v.string(), v.trim(), v.maxLength(limit, `${name} dépasse ${limit} signes.`));
const filled = (limit: number, name: string, missing: string) => v.pipe(line(limit, name), v.minLength(1, missing));
const ids = v.array(v.pipe(v.string(), v.minLength(1)));

const isDay = (text: string): boolean => {
	const day = new Date(`${text}T00:00:00Z`);
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

const said = (limit: number) => v.optional(line(limit, 'Ce texte'), '');

const settingsSchema = v.object({
	headings: v.pipe(v.array(filled(80, 'L’intertitre', 'Un intertitre est vide.')), v.maxLength(20)),
	rhythm: v.nullable(
		v.object({
			every: v.picklist(['week', 'fortnight', 'month', 'two-months', 'quarter']),
			weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
			hour: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23))
		})
	),
	lists: v.array(
		v.object({ structureId: v.string(), serviceId: v.nullable(v.string()), site: v.nullable(v.string()) })
	),
	imprint: v.object({
		director: said(120),
		editors: said(300),
		printer: said(200),
		issn: v.pipe(
			said(9),
			v.check((text) => text === '' || /^\d{4}-\d{3}[\dX]$/.test(text), 'L’ISSN s’écrit 1234-567X.')
		),
		legalDeposit: said(80),
		printRun: said(40)
	}),
	tribunes: v.array(
		v.object({
			group: filled(120, 'Le nom du groupe', 'Nommez le groupe.'),
			signs: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(20_000)),
			writers: ids
		})
	)
});

const publicationSchema = v.object({
	slug: v.optional(v.string()),
	kind: v.picklist(['journal', 'newsletter'], 'Choisissez : journal ou infolettre.'),
	title: filled(80, 'Le titre', 'Donnez un titre.'),
	tagline: line(160, 'L’accroche'),
	cadence: line(60, 'Le rythme'),
	reach: v.picklist(reaches, 'Choisissez un niveau de diffusion.'),
	ownerId: v.pipe(v.string(), v.minLength(1, 'Dites quelle structure édite ce titre.')),
	voices: v.pipe(ids, v.minLength(1, 'Dites au moins une structure qui porte ce titre.')),
	isService: v.optional(v.boolean()),
	settings: v.optional(v.partial(settingsSchema))
});

const docSchema = v.custom<Editorial['body']>((value) => typeof value === 'object' && value !== null);
const editorialSchema = v.object({
	title: line(120, 'Le titre de l’éditorial'),
	body: docSchema,
	signature: line(120, 'La signature'),
	portrait: v.optional(v.nullable(v.custom<NonNullable<Editorial['portrait']>>((value) => isPictureUse(value))))
});

const day = (name: string) => v.pipe(v.string(), v.check(isDay, `${name} doit être un jour, par exemple 2026-11-26.`));
const any = { id: v.optional(v.string()), voices: ids };

const blockSchema = v.variant('kind', [
	v.object({
		...any,
		kind: v.literal('article'),
		articleId: v.pipe(v.string(), v.minLength(1)),
		form: v.picklist(Object.keys(formLabels) as Form[], 'Cette forme d’article n’existe pas.')
	}),
	v.object({ ...any, kind: v.literal('heading'), title: filled(80, 'L’intertitre', 'Un intertitre est vide.') }),
	v.object({ ...any, kind: v.literal('text'), title: line(120, 'Le titre du texte'), body: docSchema }),
	v.object({
		...any,
		kind: v.literal('agenda'),
		title: line(120, 'Le titre de l’agenda'),
		from: day('Le début de l’agenda'),
		to: day('La fin de l’agenda')
	}),
	v.object({
		...any,
		kind: v.literal('figures'),
		title: line(120, 'Le titre des chiffres'),
		figures: v.pipe(
			v.array(
				v.object({
					value: line(30, 'Le chiffre'),
					label: line(120, 'Ce que dit le chiffre'),
					source: line(160, 'La source')
				})
			),
			v.maxLength(8, 'Un bloc compte au plus 8 chiffres.')
		)
	}),
	v.object({
		...any,
		kind: v.literal('moves'),
		title: line(120, 'Le titre des mouvements'),
		moves: v.pipe(
			v.array(
				v.object({
					what: v.picklist(Object.keys(moveLabels) as StaffMove['what'][]),
					name: line(120, 'Le nom'),
					detail: line(200, 'La précision')
				})
			),
			v.maxLength(60, 'Un bloc compte au plus 60 mouvements.')
		)
	}),
	v.object({
		...any,
		kind: v.literal('action'),
		title: line(120, 'Le titre de l’appel'),
		text: line(400, 'Le texte de l’appel'),
		label: line(80, 'Le texte du lien'),
		url: line(500, 'L’adresse du lien')
	}),
	v.object({ ...any, kind: v.literal('separator') }),
	v.object({
		...any,
		kind: v.literal('tribune'),
		group: filled(120, 'Le nom du groupe', 'Nommez le groupe de la tribune.'),
		title: line(120, 'Le titre de la tribune'),
		body: docSchema,
		signature: line(160, 'La signature'),
		depositedOn: v.nullable(day('Le dépôt de la tribune'))
	}),
	v.object({ ...any, kind: v.literal('imprint') })
]);

const voiceSchema = v.object({
	subject: line(120, 'L’objet'),
	preheader: line(150, 'Le texte d’aperçu'),
	editorial: v.optional(v.nullable(editorialSchema)),
	order: v.nullable(ids)
});

const issueSchema = v.object({
	number: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1, 'Le numéro commence à 1.'))),
	title: line(120, 'Le titre'),
	date: v.pipe(v.string(), v.check(isDay, 'La date doit être un jour, par exemple 2026-11-26.')),
	preheader: line(150, 'Le texte d’aperçu'),
	editorial: v.nullable(editorialSchema),
	blocks: v.pipe(v.array(blockSchema), v.maxLength(100, 'Un numéro compte au plus 100 blocs.')),
	voices: v.optional(v.record(v.string(), voiceSchema), {}),
	isSpecial: v.optional(v.boolean(), false)
});

/** Throws `Invalid` with one sentence per field. */
export const readPublication = (draft: PublicationDraft): PublicationDraft =>
	read(publicationSchema, draft) as PublicationDraft;

/** Throws `Invalid` with one sentence per field; texts are checked as documents. */
export function readIssue(draft: IssueDraft): Required<Omit<IssueDraft, 'number'>> & { number?: number } {
	const issue = read(issueSchema, draft) as ReturnType<typeof readIssue>;
	for (const { editorial } of [issue, ...Object.values(issue.voices)]) if (editorial) checkDoc(editorial.body);
	for (const block of issue.blocks) if (block.kind === 'text' || block.kind === 'tribune') checkDoc(block.body);
	return issue;
}

function read<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
	const { success, output, issues } = v.safeParse(schema, value);
	if (success) return output;
	const fields = Object.fromEntries(issues.map((each) => [String(each.path?.[0]?.key ?? ''), each.message]));
	throw new Invalid(issues[0].message, fields);
}
