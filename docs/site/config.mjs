// The site that `make docs` builds, from a copy of this folder in target/docs-tools. Its pages are the project's Markdown files
// as they are: they need nothing of VitePress's own, and links between them are those that work on a Git host.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';

const project = resolve(import.meta.dirname, '../../..');
const copies = join(project, 'target/docs-tools/pages');
const self = 'docs/site/config.mjs';

/** The sidebar: pages by group, each with its first heading. The first is the home page. */
const groups = {
  Start: ['README.md', 'docs/tutorial.md', 'docs/app.md'],
  Guides: pages('fleet', 'content', 'check', 'review', 'publish', 'rollout', 'scale', 'signatures', 'status', 'versions', 'workflows', 'ci', 'access', 'state', 'existing-flux', 'runbook'),
  Constructs: pages(
    'flux-bootstrap', 'component-set', 'tenant', 'source-policy', 'runtime-info', 'operator-upgrade', 'update-automation', 'flux-artifact',
  ),
  Reference: pages('fleet-json', 'glossary', 'differences', 'cdktf'),
  Inside: ['docs/architecture.md', 'CONTRIBUTING.md'],
  Decisions: readdirSync(join(project, 'docs/decisions')).sort().map(name => `docs/decisions/${name}`),
};

function pages(...names) {
  return names.map(name => `docs/${name}.md`);
}

const all = Object.values(groups).flat();
const problems = [
  ...all.filter(file => !existsSync(join(project, file))).map(file => `${file} of ${self} is not there; remove it`),
  ...readdirSync(join(project, 'docs'), { recursive: true })
    .map(file => `docs/${file.split(sep).join('/')}`)
    .filter(file => file.endsWith('.md') && !all.includes(file))
    .map(file => `${file} is in no group of ${self}; add it`),
];
if (problems.length > 0) {
  throw new Error(problems.join('\n'));
}

// VitePress finds its packages in folders above a page only.
rmSync(copies, { recursive: true, force: true });
all.forEach(file => cpSync(join(project, file), join(copies, file)));

/** Returns where a page is on the site. */
function address(file) {
  return file === all[0] ? 'index.md' : file.replace(/^docs\//, '').toLowerCase();
}

function heading(file) {
  return readFileSync(join(project, file), 'utf8').match(/^# (.+)$/m)?.[1] ?? file;
}

/** Makes an anchor of a heading as GitHub does, since links to it have to work there too. */
function anchor(title) {
  return title.toLowerCase().replace(/[^\p{L}\p{N}_\- ]/gu, '').replaceAll(' ', '-');
}

/**
 * Makes links between files of the project links between pages. A folder of pages is its first page; what is no page, such as a
 * folder of sources, is named and not linked.
 */
function linkPages(md) {
  md.core.ruler.push('link_pages', ({ env, tokens }) => {
    const from = relative(copies, env.realPath ?? env.path).split(sep).join('/');
    for (const { children } of tokens.filter(token => token.type === 'inline')) {
      for (const open of children.filter(token => token.type === 'link_open')) {
        const [, link, hash] = open.attrGet('href').match(/^([^#]*)(.*)$/);
        if (link === '' || /^[a-z]+:/.test(link)) {
          continue;
        }
        const file = posix.join(posix.dirname(from), decodeURI(link)).replace(/\/$/, '');
        const page = all.find(page => page === file || page.startsWith(`${file}/`));
        if (page) {
          open.attrSet('href', `/${address(page)}${hash}`);
        } else if (!existsSync(join(project, file))) {
          throw new Error(`${from} links to '${link}', which is not there; correct the link`);
        } else {
          const close = children.find((token, i) => token.type === 'link_close' && i > children.indexOf(open));
          for (const token of [open, close]) {
            Object.assign(token, { type: 'text', content: '', attrs: null, nesting: 0 });
          }
        }
      }
    }
  });
}

function drawDiagrams(md) {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, i, ...more) =>
    tokens[i].info.trim() === 'mermaid'
      ? `<Diagram code="${encodeURIComponent(tokens[i].content)}" />`
      : fence(tokens, i, ...more);
}

export default {
  lang: 'en',
  title: 'Flotilla',
  description: 'Define a fleet of Flux clusters in Java and provision it with OpenTofu.',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: copies,
  outDir: join(project, 'target/docs'),
  cacheDir: join(project, 'target/docs-tools/cache'),
  rewrites: Object.fromEntries(all.map(file => [file, address(file)])),
  markdown: {
    anchor: { slugify: anchor },
    attrs: { disable: true },
    config(md) {
      linkPages(md);
      drawDiagrams(md);
    },
  },
  themeConfig: {
    sidebar: Object.entries(groups).map(([text, files]) => ({
      text,
      items: files.map(file => ({ text: heading(file), link: `/${address(file)}` })),
    })),
    outline: [2, 3],
    search: { provider: 'local' },
  },
};
