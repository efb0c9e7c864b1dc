/**
 * What a command or a look-up may refuse. The façade maps each to one HTTP status; the terminal maps each to exit 1.
 * Messages are French sentences shown to the person as they are.
 */
export class DomainError extends Error {
	constructor(message: string) {
		super(message);
		this.name = new.target.name;
	}
}

/** It does not exist, or the actor may not know that it exists. */
export class NotFound extends DomainError {
	constructor(message = 'Cette page n’existe pas, ou elle ne vous est pas destinée.') {
		super(message);
	}
}

/** The actor may see it and may not do this to it. */
export class Forbidden extends DomainError {
	constructor(message = 'Vous n’avez pas le droit de faire cela.') {
		super(message);
	}
}

/** What came in cannot be taken. `fields` maps an input's name to one sentence to show beside it. */
export class Invalid extends DomainError {
	readonly fields: Record<string, string>;
	constructor(message: string, fields: Record<string, string> = {}) {
		super(message);
		this.fields = fields;
	}
}

/** Somebody else changed it first, or it is not in the state that this asks for. */
export class Conflict extends DomainError {}
