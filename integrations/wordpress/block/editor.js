/** The block in the editor: a live preview by the server, and its settings in the sidebar. */
(({ blocks, blockEditor, components, element, serverSideRender }, words) => {
  const { createElement } = element;
  const { Disabled, PanelBody, SelectControl, TextControl, ToggleControl } = components;

  blocks.registerBlockType("lhc-status/badge", {
    edit({ attributes, setAttributes }) {
      const set = (name) => (value) => setAttributes({ [name]: value || undefined });
      const text = (name, label) =>
        createElement(TextControl, { key: name, label, value: attributes[name] ?? "", onChange: set(name) });
      // The first option is the default.
      const choice = (name, values) =>
        createElement(SelectControl, {
          key: name,
          label: words[name],
          value: attributes[name] ?? "",
          options: values.map((value, i) => ({ value: i ? value : "", label: words[value] })),
          onChange: set(name),
        });
      const toggle = (name, on) =>
        createElement(ToggleControl, {
          key: name,
          label: words[name],
          checked: Boolean(attributes[name]),
          onChange: (isOn) => set(name)(isOn && on),
        });
      const states = ["online", "offline", "checking", "unknown"];
      const hidden = (attributes.hide_when ?? "").split(" ").filter(Boolean);
      const hide = (state) =>
        createElement(ToggleControl, {
          key: state,
          label: `${words.hide_when}: ${words[state]}`,
          checked: hidden.includes(state),
          onChange: (isOn) =>
            set("hide_when")(states.filter((one) => (one === state ? isOn : hidden.includes(one))).join(" ")),
        });
      const panel = (title, initialOpen, ...children) =>
        createElement(PanelBody, { title, initialOpen }, ...children);
      return createElement(
        element.Fragment,
        null,
        createElement(
          blockEditor.InspectorControls,
          null,
          panel(
            words.target,
            true,
            text("department", words.department),
            text("user", words.user),
            toggle("department_match", "inclusive"),
            toggle("exclude_bot", true),
          ),
          panel(
            words.look,
            true,
            choice("variant", ["badge", "text", "dot", "button"]),
            choice("chat", ["none", "link", "popup", "widget"]),
          ),
          panel(words.labels, false, ...states.map((state) => text(`label_${state}`, words[state]))),
          panel(words.hide_when, false, ...states.map(hide)),
        ),
        createElement(
          "div",
          blockEditor.useBlockProps(),
          // A click selects the block and does not open the chat.
          createElement(
            Disabled,
            null,
            createElement(serverSideRender, { block: "lhc-status/badge", attributes }),
          ),
        ),
      );
    },
  });
})(window.wp, window.lhcStatusWords);
