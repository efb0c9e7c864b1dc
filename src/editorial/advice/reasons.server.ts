import type { Actor } from '#foundation/accounts/index.ts';
import { audit } from '#foundation/audit/index.server.ts';
import { Invalid } from '#kernel/errors.ts';
import type { Tx } from '#platform/database/index.server.ts';
import type { Advice } from './advice.ts';
import { needsNeutralityReason } from './advise.ts';

/**
 * Writes down why an article goes out as it is in a pre-election period, with what was advised: it is read in the journal
 * of the period. Throws `Invalid` without a reason. Whoever may submit or publish may say why; ask before.
 */
export async function giveNeutralityReason(
	tx: Tx,
	actor: Actor,
	articleId: string,
	{ reason, advices }: { reason: string; advices: Advice[] }
): Promise<void> {
	if (!needsNeutralityReason(advices)) return;
	const said = reason.replace(/\s+/g, ' ').trim();
	const sentence = 'Dites pourquoi ces passages restent : la raison est gardée dans le journal de la période.';
	if (!said) throw new Invalid(sentence, { neutralityReason: sentence });
	const ignored = advices.map(({ code, where }) => ({ code, quote: where.quote ?? '' }));
	await audit(tx, actor, 'article.neutrality', { kind: 'article', id: articleId }, { reason: said, ignored });
}
