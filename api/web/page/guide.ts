// Documents behind either link: the deployment guide, as a page and as a Markdown file, and the file for Terraform.
import type { FastifyRequest } from 'fastify';
import type { ConnectionOrRef } from '../../operations/connection/find-connection.js';
import { readGuide } from '../../operations/delivery/read-delivery.js';
import type { Ports } from '../../ports/ports.js';
import { frameOf, sendPage } from './frame.js';
import { type PageSession, pageOf } from './page-session.js';
import type { Pages } from './pages-type.js';
import { type Frame, pageFrom } from './templates.js';

const guidePage = pageFrom<Frame & { page: PageSession; article: string }>('guide');

/** `toRead` finds the connection of the guide, or throws when the link no longer shows one. */
export function guidePages(
  pages: Pages,
  ports: Ports,
  toRead: (request: FastifyRequest) => Promise<ConnectionOrRef>,
): void {
  pages.get('/guide', { schema: { hide: true } }, async (request, reply) => {
    const page = pageOf(request);
    const { html } = await readGuide(ports, page.caller, await toRead(request));
    const frame = frameOf(ports, request, 'handoff.guide');
    return sendPage(reply, frame.language, guidePage({ ...frame, page, article: html }));
  });

  pages.get('/guide.md', { schema: { hide: true } }, async (request, reply) => {
    const { caller, where } = pageOf(request);
    const { markdown } = await readGuide(ports, caller, await toRead(request));
    reply.header('content-disposition', `attachment; filename="drawbridge-guide-${where.connectionId}.md"`);
    return reply.type('text/markdown; charset=utf-8').send(markdown);
  });
}

/** The file for Terraform and OpenTofu, as a download. */
export function terraformFile(pages: Pages, textFor: (request: FastifyRequest) => Promise<string>): void {
  pages.get('/role.tf', { schema: { hide: true } }, async (request, reply) => {
    const text = await textFor(request);
    reply.header('content-disposition', 'attachment; filename="role.tf"');
    return reply.type('text/plain; charset=utf-8').send(text);
  });
}
