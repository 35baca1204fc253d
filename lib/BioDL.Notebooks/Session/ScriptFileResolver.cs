using Microsoft.CodeAnalysis;

namespace BioDL.Notebooks.Session;

/// <summary>Cells cannot <c>#load</c> other files: a notebook stands alone.</summary>
internal sealed class ScriptFileResolver : SourceReferenceResolver
{
    public static ScriptFileResolver None { get; } = new();

    public override string? NormalizePath(string path, string? baseFilePath) => path;

    public override string? ResolveReference(string path, string? baseFilePath) => null;

    public override Stream OpenRead(string resolvedPath) => throw new NotSupportedException("A notebook stands alone: it cannot #load other files.");

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;
}
