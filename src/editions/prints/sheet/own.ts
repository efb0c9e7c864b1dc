import { spanOf } from '#editorial/articles/ui/event-dates.ts';
import type { Details } from '#editorial/articles/index.ts';
import type { ReadOwn } from '#editions/publications/index.ts';
import { plainDay, shortDay } from '#kernel/dates.ts';
import { escapeHtml } from '#kernel/escaping.ts';
import type { Paper } from '../print.ts';
import { trait, words } from './words.ts';

/** A block of the issue's own on paper: the same words as on its page. */
export function own(paper: Paper, block: ReadOwn): string {
	switch (block.kind) {
		case 'separator':
			return '<hr class="mark">';
		case 'agenda':
			return section(block, block.title, list(block.events.map((event) => agendaLine(paper, event))));
		case 'figures':
			return section(
				block,
				block.title,
				list(
					block.figures.map(
						({ value, label, source }) =>
							`<strong class="figure">${words(value)}</strong> ${words(label)}${source ? ` <small>Source&nbsp;: ${words(source)}</small>` : ''}`
					)
				)
			);
		case 'moves':
			return section(
				block,
				block.title,
				block.groups
					.map(({ label, moves }) => {
						const said = moves.map(
							({ name, detail }) => `<strong>${words(name)}</strong>${detail ? `, ${words(detail)}` : ''}`
						);
						return `<p class="kicker">${words(label)}</p>${list(said)}`;
					})
					.join('')
			);
		case 'action':
			return section(
				block,
				block.title,
				`${block.text ? `<p>${words(block.text)}</p>` : ''}<p><a href="${escapeHtml(block.href ?? '')}">${words(block.label)}</a></p>`
			);
		case 'tribune': {
			const day = block.depositedOn ? `, qui l’ont remis le ${plainDay(block.depositedOn)}` : '';
			const signed = block.signature ? `<p class="signature">${words(block.signature)}</p>` : '';
			const note = `<p><small>Ce texte n’engage que ses signataires${day}.</small></p>`;
			const above = `<p class="kicker">Tribune${block.title ? ` · ${words(block.group)}` : ''}</p>`;
			return section(
				block,
				block.title || block.group,
				`<div class="prose">${block.html}</div>${signed}${note}`,
				above
			);
		}
		case 'imprint': {
			const lines = block.lines.map(({ label, value }) => `<strong>${words(label)}</strong>&nbsp;: ${words(value)}`);
			return `<section class="text imprint" id="${escapeHtml(block.anchor)}" aria-label="Ours"><p><small>${lines.join('<br>')}</small></p></section>`;
		}
	}
}

const list = (items: string[]): string => `<ul class="plain">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

function section({ anchor, level }: ReadOwn, title: string, inside: string, above = ''): string {
	const heading = title ? `<h${level} class="title">${words(title)}</h${level}>` : '';
	return `<section class="text" id="${escapeHtml(anchor)}">${above}${heading}<div class="columns">${inside}</div></section>`;
}

type Event = Extract<ReadOwn, { kind: 'agenda' }>['events'][number];

function agendaLine(paper: Paper, { article, startAt, endAt }: Event): string {
	const { place, online } = article.details as Details['event'];
	const more = [spanOf(startAt, endAt), place || (online ? 'En ligne' : '')].filter(Boolean).map(words).join(' · ');
	return `<strong>${words(shortDay(startAt))}</strong><br>${words(article.title)}${more ? `<br><small>${more}</small>` : ''}${trait(paper, article.voices)}`;
}
