using System.Reflection;

namespace BioDL.Models;

/// <summary>
/// A model that is part of this library: resources named <c>models/NAME/FILE</c>. They are found wherever the library is loaded from, with no
/// network and no path to guess.
/// </summary>
internal sealed class ShippedFiles(string model) : IPackageFiles
{
    private const string Prefix = "models/";

    private static readonly Assembly Library = typeof(ShippedFiles).Assembly;

    /// <summary>The models that ship.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Library.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name.Split('/')[1]).Distinct().Order(StringComparer.Ordinal)];

    public string Name => model;

    public IReadOnlyList<string> Paths { get; } =
        [.. Library.GetManifestResourceNames().Where(name => name.StartsWith($"{Prefix}{model}/", StringComparison.Ordinal)).Select(name => name[(Prefix.Length + model.Length + 1)..])];

    public byte[] Read(string path, long most)
    {
        using var stream = Library.GetManifestResourceStream($"{Prefix}{model}/{path}")!;
        PackageLimits.RequireSize(Name, path, stream.Length, most);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
