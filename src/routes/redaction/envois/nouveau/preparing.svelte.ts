/** What the form of a mailing was refused for. */
export type Refusal = { message: string; fields: Record<string, string> };

type Line = { looked?: number; next?: string; message?: string; fields?: Record<string, string> };

/** A mailing being prepared in place: how many people were looked at so far, then where to go on. */
export class Preparing {
	isRunning = $state(false);
	looked = $state(0);
	refusal = $state.raw<Refusal>();

	/** Sends the form. Resolves with the address that follows, or undefined when it was refused. */
	async run(form: FormData): Promise<string | undefined> {
		this.isRunning = true;
		this.looked = 0;
		this.refusal = undefined;
		try {
			const response = await fetch('/redaction/envois/preparation', {
				method: 'POST',
				body: form,
				headers: { accept: 'application/json' }
			});
			if (response.ok && response.body) return await this.#read(response.body);
			const { message = '' } = (await response.json()) as { message?: string };
			this.refusal = { message, fields: {} };
		} catch {
			this.refusal = {
				message: 'Le serveur ne répond pas. Vérifiez dans la liste des envois avant de recommencer.',
				fields: {}
			};
		} finally {
			this.isRunning = false;
		}
		return undefined;
	}

	async #read(body: ReadableStream<Uint8Array>): Promise<string | undefined> {
		const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
		let heard = '';
		for (;;) {
			const { done, value } = await reader.read();
			const lines = (heard + (value ?? '')).split('\n');
			heard = lines.pop() ?? '';
			for (const line of lines) {
				const { looked, next, message, fields = {} } = JSON.parse(line) as Line;
				if (looked !== undefined) this.looked = looked;
				if (message !== undefined) this.refusal = { message, fields };
				if (next !== undefined) return next;
			}
			if (done) return undefined;
		}
	}
}
