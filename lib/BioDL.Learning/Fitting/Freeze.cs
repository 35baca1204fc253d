using System.IO.Enumeration;

namespace BioDL.Learning.Fitting;

/// <summary>
/// Which weights stay as they are: by name, <c>"encoder*, bottleneck*"</c>, or by depth, <c>Freeze.First(6)</c>. What a network saw in many images
/// is mostly in its first layers, and few new images rarely improve on it.
/// </summary>
public sealed class Freeze
{
    private readonly Func<IReadOnlyList<(string Name, int Layer)>, IEnumerable<string>> choose;
    private readonly string words;

    private Freeze(string words, Func<IReadOnlyList<(string Name, int Layer)>, IEnumerable<string>> choose)
    {
        this.words = words;
        this.choose = choose;
    }

    /// <summary>All weights are trained.</summary>
    public static Freeze Nothing { get; } = new("nothing", _ => []);

    /// <summary>
    /// The first layers, in the order in which the network uses them. A layer is a convolution or a product with a matrix, with the normalisation and
    /// other weights that follow it.
    /// </summary>
    /// <param name="layers">How many; 0 or more.</param>
    public static Freeze First(int layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layers);
        return new Freeze($"the first {layers} layers", weights => weights.Where(weight => weight.Layer <= layers).Select(weight => weight.Name));
    }

    /// <summary>Weights by name: patterns separated by commas or spaces, in which * stands for anything and ? for one character.</summary>
    public static Freeze Named(string patterns) => new($"'{patterns}'", weights => Matching(patterns, [.. weights.Select(weight => weight.Name)]));

    /// <summary>Weights by name; see <see cref="Named"/>.</summary>
    public static implicit operator Freeze(string patterns) => Named(patterns);

    /// <summary>What stays as it is, in words.</summary>
    public override string ToString() => words;

    /// <summary>Names of the weights that stay as they are.</summary>
    /// <param name="weights">All weights with the number of their layer, from 1.</param>
    /// <exception cref="ArgumentException">A pattern fits none of the names.</exception>
    internal IReadOnlySet<string> Choose(IReadOnlyList<(string Name, int Layer)> weights) => choose(weights).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Matching(string patterns, string[] names)
    {
        foreach (var pattern in patterns.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var found = names.Where(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)).ToArray();
            if (found.Length == 0)
                throw new ArgumentException($"No weight's name fits '{pattern}'. The weights are {string.Join(", ", names.Take(12))}{(names.Length > 12 ? $" and {names.Length - 12} more" : "")}.");
            foreach (var name in found)
                yield return name;
        }
    }
}
