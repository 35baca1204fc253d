using BioDL.Learning.Graphs;

namespace BioDL.Learning.Checking;

/// <summary>How many inputs and outputs an operator has, and which attributes of which type, from a version of the standard operators on.</summary>
/// <param name="Since">That version.</param>
/// <param name="Inputs">The fewest and the most inputs.</param>
/// <param name="Outputs">The fewest and the most outputs.</param>
/// <param name="Attributes">The type of each attribute, by name, and whether it must be given.</param>
internal sealed record Signature(int Since, (int Least, int Most) Inputs, (int Least, int Most) Outputs, IReadOnlyDictionary<string, (Type Type, bool Needed)> Attributes)
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["int"] = typeof(long),
        ["float"] = typeof(float),
        ["text"] = typeof(string),
        ["ints"] = typeof(long[]),
        ["floats"] = typeof(float[]),
        ["texts"] = typeof(string[]),
        ["tensor"] = typeof(Tensor),
        ["graph"] = typeof(Graph),
    };

    /// <summary>What messages call the type of an attribute's value.</summary>
    public static string NameOf(Type type) => type == typeof(long) ? "a whole number"
        : type == typeof(float) ? "a number"
        : type == typeof(string) ? "a text"
        : type == typeof(long[]) ? "a list of whole numbers"
        : type == typeof(float[]) ? "a list of numbers"
        : type == typeof(string[]) ? "a list of texts"
        : type == typeof(Tensor) ? "a tensor"
        : "a graph";

    /// <summary>Reads a line such as "Split@13 1-2 1-* axis:int": name, first version, inputs, outputs, attributes; "!" marks one that must be given.</summary>
    public static (string Operator, Signature Signature) Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = words[0].Split('@');
        var attributes = words.Skip(3).Select(word => word.Split(':')).ToDictionary(
            pair => pair[0], pair => (Types[pair[1].TrimEnd('!')], pair[1].EndsWith('!')), StringComparer.Ordinal);
        return (name[0], new Signature(name.Length > 1 ? Number(name[1]) : 0, Range(words[1]), Range(words[2]), attributes));
    }

    private static (int Least, int Most) Range(string word)
    {
        var ends = word.Split('-');
        return (Number(ends[0]), Number(ends[^1]));
    }

    private static int Number(string word) => word == "*" ? int.MaxValue : int.Parse(word, System.Globalization.CultureInfo.InvariantCulture);
}
