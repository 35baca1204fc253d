namespace BioDL.Data;

/// <summary>One file that a manifest pins.</summary>
/// <param name="Split"><c>train</c>, <c>test</c>, or empty where nobody published a split.</param>
/// <param name="Group">The independent unit (photograph, slide, plate) that it belongs to; empty where none is recorded.</param>
/// <param name="Sample">The sample that it belongs to; empty for a file about all of them.</param>
/// <param name="Role">What it is: <c>image</c>, <c>mask</c>, <c>labels</c>, <c>class-labels</c>, or a part of a model.</param>
/// <param name="Path">Path within the repository, with forward slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256 checksum, 64 hexadecimal digits in lower case.</param>
public sealed record DatasetFile(string Split, string Group, string Sample, string Role, string Path, long Bytes, string Sha256);
