import { listReadyByIds } from '#editorial/articles/index.server.ts';
import type { Actor } from '#foundation/accounts/index.ts';
import { listElectionPeriods } from '#foundation/elections/index.server.ts';
import { contrast, grounds, textRatio } from '#foundation/structures/index.ts';
import { NotFound } from '#kernel/errors.ts';
import type { Db } from '#platform/database/index.server.ts';
import type { MediaStore } from '#platform/files.server.ts';
import { canWriteIssue } from '../can.ts';
import { makeVoices, type LetterSettings, type MadeVoice } from '../letter/voices.server.ts';
import { outletOf } from '../media-uses.server.ts';
import type { Issue, Publication } from '../publication.ts';
import { findIssueById, getPublicationById, listAllIssues } from '../queries.server.ts';
import { articleIdsOf } from '../rules.ts';
import { invertedPairs, pairsOf, unreadable } from './contrast.ts';
import { placing, settled, type Finding, type Said } from './finding.ts';
import { ofFooter, ofImprint } from './imprint.ts';
import { ofLetter } from './letters.ts';
import { linksInside, linksOf, linkTexts, type Link } from './links.ts';
import { ofParts } from './parts.ts';
import { foreignLinksDead, ownLinksDead } from './reached.server.ts';
import { ofSeries } from './series.ts';
import { ofPictures, templatesChangedOn } from './weight.server.ts';
import { ofWords } from './words.server.ts';

/** `store` weighs the pictures. */
export type GateSettings = LetterSettings & { store?: MediaStore };

/** `foreign`: links that lead elsewhere are asked over the network too. */
export type GateOptions = { foreign?: boolean };

/**
 * Everything that is asked of an issue before its proof, for who composes it. What blocks comes first. Throws `NotFound`
 * for who may not write the issue.
 */
export async function checkIssue(
	db: Db,
	actor: Actor,
	issueId: string,
	settings: GateSettings,
	options: GateOptions = {}
): Promise<Finding[]> {
	const issue = await findIssueById(db, issueId);
	const publication = issue && (await getPublicationById(db, issue.publicationId));
	if (!issue || !publication || !canWriteIssue(actor, publication)) throw new NotFound('Ce numéro n’existe pas.');
	return (await examine(db, issue, publication, settings, options)).findings;
}

/** For this module: the same with the letters that were looked at. */
export async function examine(
	db: Db,
	issue: Issue,
	publication: Publication,
	settings: GateSettings,
	{ foreign = false }: GateOptions = {}
): Promise<{ voices: MadeVoice[]; findings: Finding[] }> {
	const carrier = { voices: publication.voices, reach: publication.reach, outlet: outletOf(publication.kind) };
	const articles = await listReadyByIds(db, carrier, articleIdsOf(issue.blocks));
	const voices = await makeVoices(db, issue, publication, settings);
	const findings = [
		...ofParts(issue, publication, articles),
		...ofImprint(issue, publication),
		...(await ofWords(db, issue, publication)),
		...(await ofPeriod(db, issue, publication, voices, settings))
	];
	for (const voice of voices) {
		findings.push(...ofLetter(voice, publication), ...ofUnsaid(voice));
		findings.push(...ofFooter(issue, publication, voice.structure, voice.letter.html));
		findings.push(...(await ofLinks(db, voice, foreign)));
		const at = placing(issue, voice.structure.id);
		const said = [...(await ofPictures(voice.letter.html, settings.store)), ...ofColours(voice)];
		findings.push(...said.map((each) => at.onVoice(each)));
	}
	return { voices, findings: settled(findings, publication.voices.length) };
}

/** Agendas in which nothing falls for the readers of a voice. */
const ofUnsaid = ({ source }: MadeVoice): Finding[] =>
	source.unsaid.flatMap((block) => {
		if (block.kind !== 'agenda') return [];
		const message = `Aucun événement pour « ${block.title || 'l’agenda'} » à ces dates : le bloc ne paraîtra pas.`;
		return [
			placing(source.issue, source.structure.id).onBlock({ level: 'warns', code: 'block-empty', message }, block.id)
		];
	});

/** The links of a letter, at the block where each stands. */
async function ofLinks(db: Db, voice: MadeVoice, foreign: boolean): Promise<Finding[]> {
	const { source, letter, parts } = voice;
	const links = linksOf(letter.html);
	const inside = { reach: source.publication.reach, origin: source.origin };
	const said: Said[] = [
		...linkTexts(links),
		...linksInside(links, inside),
		...(await ownLinksDead(db, voice, links)),
		...(foreign ? await foreignLinksDead(links, source.origin) : [])
	];
	const at = placing(source.issue, source.structure.id);
	return said.map((each) => {
		const block = [...parts].find(([, html]) => linksOf(html).some((link) => isNamed(each, link)))?.[0];
		const known = source.blocks.find(({ id }) => id === block);
		if (!known) return at.onVoice(each);
		return known.kind === 'article' ? at.onArticle(each, known.articleId) : at.onBlock(each, known.id);
	});
}

const isNamed = ({ message }: Said, { text }: Link): boolean => text !== '' && message.includes(`« ${text} »`);

/** Every pair of text and ground, as written and as turned dark by a client; the identity's own dark voice. */
function ofColours({ letter, structure }: MadeVoice): Said[] {
	const pairs = pairsOf(letter.html);
	const sentence = ({ colour, ground, words }: (typeof pairs)[number], when: string) =>
		`« ${words.slice(0, 40)} » se lit mal${when} : ${colour} sur ${ground}, il faut un contraste de 4,5.`;
	const { accentDark } = structure.identity;
	const isDark = contrast(accentDark, grounds.dark.raised) < textRatio;
	return [
		...unreadable(pairs).map((pair): Said => ({ level: 'blocks', code: 'contrast', message: sentence(pair, '') })),
		...unreadable(invertedPairs(pairs)).map((pair): Said => ({
			level: 'warns',
			code: 'contrast-inverted',
			message: sentence(pair, ' quand la messagerie inverse les couleurs')
		})),
		...(isDark
			? [
					{
						level: 'blocks' as const,
						code: 'contrast-dark',
						message: `La couleur sombre de ${structure.name} (${accentDark}) se lit mal.`
					}
				]
			: [])
	];
}

/** In a pre-election period of one of its structures, for what goes outside: against the series. */
async function ofPeriod(
	db: Db,
	issue: Issue,
	publication: Publication,
	voices: MadeVoice[],
	{ dataDir }: GateSettings
): Promise<Finding[]> {
	if (publication.reach === 'internal') return [];
	const [period] = await listElectionPeriods(db, { structures: publication.voices, on: issue.date });
	if (!period) return [];
	const past = (await listAllIssues(db, publication.id)).filter(
		(each) => each.id !== issue.id && each.publishedAt !== null && !each.isSpecial && each.date <= issue.date
	);
	const templatesOn = await templatesChangedOn(
		dataDir,
		voices.map(({ structure }) => structure.slug)
	);
	return ofSeries(issue, { period, past, templatesOn });
}
