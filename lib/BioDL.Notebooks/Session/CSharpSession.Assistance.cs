using BioDL.Hosting;
using BioDL.Notebooks.Session.Assistance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BioDL.Notebooks.Session;

/// <content>Help for who types a cell. Safe to call while a cell runs; positions are UTF-16 units, as in .NET's texts.</content>
public sealed partial class CSharpSession
{
    /// <summary>How the text before the cursor may go on: members, variables, named arguments, types, keywords, and file paths in texts.</summary>
    public Task<CompletionList> CompleteAsync(string code, int cursor, CancellationToken cancellation = default) =>
        Task.Run(() => Completion.At(CodeContext.At(Draft, code, cursor, unfinished: true)), cancellation);

    /// <summary>Signatures and description of what is at the cursor, or of the method whose arguments are being typed, as text and HTML.</summary>
    /// <returns>Null when there is nothing to tell.</returns>
    public Task<MimeBundle?> InspectAsync(string code, int cursor, CancellationToken cancellation = default) =>
        Task.Run(() => Inspection.At(CodeContext.At(Draft, code, cursor, unfinished: false)), cancellation);

    /// <summary>Whether code can run as it is, or goes on in another line.</summary>
    public static CodeState StateOf(string code) => CodeState.Of(code);

    private CSharpCompilation Draft(SyntaxTree tree)
    {
        var before = previous;
        return CSharpCompilation.CreateScriptCompilation(
            "BioDL-draft", tree, before is null ? ReferenceResolver.Standard : null, compilationOptions, before, typeof(object));
    }
}
