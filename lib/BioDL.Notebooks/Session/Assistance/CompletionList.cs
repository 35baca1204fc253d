namespace BioDL.Notebooks.Session.Assistance;

/// <summary>How the text before the cursor may go on.</summary>
/// <param name="Matches">What it can be replaced by, likeliest first.</param>
/// <param name="Start">Where the replaced text starts, in UTF-16 units of the code.</param>
/// <param name="End">Where it ends.</param>
public sealed record CompletionList(IReadOnlyList<CompletionMatch> Matches, int Start, int End);

/// <summary>One way to go on.</summary>
/// <param name="Text">The text that replaces what was typed.</param>
/// <param name="Kind">What it is: class, enum, field, function, interface, keyword, module, parameter, path, property, struct, variable …</param>
/// <param name="Signature">Its type or signature; empty when it has none.</param>
public sealed record CompletionMatch(string Text, string Kind, string Signature);
