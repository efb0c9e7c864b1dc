import type { AgentActor } from '#foundation/accounts/index.ts';
import { Forbidden } from '#kernel/errors.ts';

/**
 * Who reads, for a page that shows something of his own (what he acknowledged, his registration): the page is then kept
 * for nobody. The only way for a shared page to know its reader. Throws `Forbidden` when nobody is signed in.
 */
export function personally(locals: App.Locals): AgentActor {
	if (locals.actor.kind !== 'agent') throw new Forbidden();
	locals.isPersonal = true;
	return locals.actor;
}
