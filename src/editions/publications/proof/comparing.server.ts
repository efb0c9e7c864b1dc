import { Conflict } from '#kernel/errors.ts';
import { escapeHtml } from '#kernel/escaping.ts';
import { enumerate, typeset } from '#kernel/text.ts';
import type { Db } from '#platform/database/index.server.ts';
import { listFrozenLetters } from '../letter/freezing.server.ts';
import { letterHash, makeVoices, type LetterSettings, type MadeVoice } from '../letter/voices.server.ts';
import type { FrozenLetter, Issue } from '../publication.ts';
import { getPublicationById } from '../queries.server.ts';

/**
 * Refuses an issue that is not the one whose proof was given: throws `Conflict` unless the proof is approved, every voice
 * compiled now is word for word the one that was kept, and none has an error. The sentence names what changed.
 */
export async function refuseUnproofed(db: Db, issue: Issue, settings: LetterSettings): Promise<void> {
	if (issue.proofState !== 'approved') throw new Conflict('Le BAT de ce numéro n’est pas donné : demandez-le d’abord.');
	const publication = await getPublicationById(db, issue.publicationId);
	const [frozen, voices] = [await listFrozenLetters(db, issue.id), await makeVoices(db, issue, publication, settings)];
	const changes = new Set<string>();
	for (const voice of voices) {
		const kept = frozen.find(({ structureId }) => structureId === voice.structure.id);
		if (!kept) changes.add(`${voice.structure.name} n’était pas du BAT`);
		else if (kept.sha256 !== letterHash(voice.letter)) for (const change of changesOf(voice, kept)) changes.add(change);
	}
	if (changes.size > 0)
		throw new Conflict(`Le numéro n’est plus celui du BAT : ${enumerate([...changes])}. Demandez un nouveau BAT.`);
	const fault = voices.flatMap(({ letter }) => letter.errors)[0];
	if (fault) throw new Conflict(`La lettre ne peut pas partir : ${fault.message}`);
}

/** What differs, as its desk knows it. An article whose HTML no longer stands in the kept letter was corrected. */
function changesOf({ structure, source, letter, parts }: MadeVoice, kept: FrozenLetter): string[] {
	const wasThere = ({ slug, title }: { slug: string; title: string }) =>
		kept.html.includes(`/${slug}`) || kept.html.includes(escapeHtml(typeset(title)));
	const gone = source.absent.filter(wasThere).map(({ title }) => `« ${title} » n’est plus visible de ses lecteurs`);
	const said = source.blocks.flatMap((block) => {
		const part = parts.get(block.id);
		if (part === undefined || kept.html.includes(part)) return [];
		if (block.kind !== 'article') return 'title' in block && block.title ? [`« ${block.title} » a changé`] : [];
		const article = source.articles.get(block.articleId);
		if (!article) return [];
		const { title } = article.rendition;
		return [
			`« ${title} » ${wasThere({ slug: article.summary.slug, title }) ? 'a été corrigé' : 'n’était pas dit ainsi'}`
		];
	});
	const found = [...gone, ...said];
	if (found.length > 0) return found;
	if (letter.subject !== kept.subject) return [`l’objet de ${structure.name} a changé`];
	return [`la lettre de ${structure.name} a changé (charte, modèle ou mentions)`];
}
