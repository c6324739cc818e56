/** Editors with their default configuration. Each page defines `write(html)`, which resolves with what the editor gives back. */

const PASTE = `
  const paste = (target, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "");
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  };`;

const page = (head: string, code: string): string => `<!doctype html><meta charset="utf-8">
${head}<div id="editor"></div>
<script type="module">${PASTE}${code}</script>`;

/** The tests and docs/cms.md use these lines. */
export const TINYMCE_CONFIGURATION = `custom_elements: "~lhc-status",
extended_valid_elements: "lhc-status[*]",`;

export const CKEDITOR_CONFIGURATION = `htmlSupport: {
  allow: [{ name: /^(a|b|div|p|span)$/, classes: "lhc-status", attributes: /^data-lhc-/ }],
},`;

const tinymce = (configuration = ""): string =>
  page(
    `<script src="/node_modules/tinymce/tinymce.min.js"></script>`,
    `const [editor] = await tinymce.init({
      selector: "#editor", license_key: "gpl", promotion: false, ${configuration}
    });
    window.write = async (html, how) => {
      editor.setContent("");
      if (how === "paste") {
        editor.focus();
        paste(editor.getBody(), html);
        // Pasted content is inserted later.
        await new Promise((resolve) => setTimeout(resolve));
      } else editor.setContent(html);
      return editor.getContent();
    };`,
  );

const ckeditor = (plugins: string, configuration = ""): string =>
  page(
    `<link rel="stylesheet" href="/node_modules/ckeditor5/dist/browser/ckeditor5.css">
    <script src="/node_modules/ckeditor5/dist/browser/ckeditor5.umd.js"></script>`,
    `const { ClassicEditor, Essentials, Paragraph, Heading, Bold, Italic, Link, List, BlockQuote, Table, MediaEmbed, GeneralHtmlSupport } = CKEDITOR;
    const editor = await ClassicEditor.create({
      attachTo: document.querySelector("#editor"), licenseKey: "GPL",
      plugins: [Essentials, Paragraph, Heading, Bold, Italic, Link, List, BlockQuote, Table, MediaEmbed${plugins}],
      ${configuration}
    });
    window.write = async (html, how) => {
      editor.setData("");
      if (how === "paste") {
        editor.focus();
        paste(editor.ui.getEditableElement(), html);
      } else editor.setData(html);
      return editor.getData();
    };`,
  );

const quill = (): string =>
  page(
    `<link rel="stylesheet" href="/node_modules/quill/dist/quill.snow.css">
    <script src="/node_modules/quill/dist/quill.js"></script>`,
    `const quill = new Quill("#editor", { theme: "snow" });
    window.write = async (html, how) => {
      quill.setText("");
      if (how === "paste") {
        quill.focus();
        paste(quill.root, html);
      } else quill.setContents(quill.clipboard.convert({ html }));
      return quill.getSemanticHTML();
    };`,
  );

/** The page of each editor, by its column in docs/cms.md. */
export const EDITORS: Readonly<Record<string, string>> = {
  TinyMCE: tinymce(),
  "CKEditor 5": ckeditor(""),
  Quill: quill(),
};

export const CONFIGURED: Readonly<Record<string, string>> = {
  TinyMCE: tinymce(TINYMCE_CONFIGURATION),
  "CKEditor 5": ckeditor(", GeneralHtmlSupport", CKEDITOR_CONFIGURATION),
};
