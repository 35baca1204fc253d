using System.Numerics;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>The family of arithmetic operators of two or more inputs whose sizes of 1 are repeated. Whole numbers wrap around where a result does not fit.</summary>
internal static class BinaryOperators
{
    private static readonly Lazy<ElementPairs[]> Sums = new(() => AllNumbers(new Addition()));
    private static readonly Lazy<ElementPairs[]> Smallest = new(() => AllNumbers(new Minimum()));
    private static readonly Lazy<ElementPairs[]> Largest = new(() => AllNumbers(new Maximum()));
    private static readonly Lazy<ElementPairs[]> FloatSums = new(() => [new ElementPairs<float>(new Addition().Map<float>()), new ElementPairs<double>(new Addition().Map<double>())]);
    private static readonly Lazy<ElementPairs[]> Slopes = new(() => AllNumbers(new LeakyProduct()));

    /// <summary>How each is made for a node.</summary>
    public static IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers { get; } = new Dictionary<string, Func<Node, int, Operator>>(StringComparer.Ordinal)
    {
        ["Add"] = Shared(() => new BinaryOperator(Sums.Value)),
        ["Sub"] = Shared(() => new BinaryOperator(AllNumbers(new Subtraction()))),
        ["Mul"] = Shared(() => new BinaryOperator(AllNumbers(new Multiplication()))),
        ["Div"] = Shared(() => new BinaryOperator([.. Floats(new Division()), .. Integers(IntegerDivision.Quotient)])),
        ["Mod"] = (node, _) => Remainders(node.Attributes.Integer("fmod", 0) != 0),
        ["PRelu"] = Shared(() => new BinaryOperator(Slopes.Value)),
        ["Pow"] = (_, _) => new PowOperator(),
        ["Min"] = Shared(() => new VariadicOperator(Smallest.Value, isMean: false)),
        ["Max"] = Shared(() => new VariadicOperator(Largest.Value, isMean: false)),
        ["Sum"] = Shared(() => new VariadicOperator(FloatSums.Value, isMean: false)),
        ["Mean"] = Shared(() => new VariadicOperator(FloatSums.Value, isMean: true)),
    };

    /// <summary>A function of two numbers for every type of number but half precision.</summary>
    private static ElementPairs[] AllNumbers(INumberPairs function) => [.. Floats(function),
        Number<int>(function), Number<long>(function), Number<sbyte>(function), Number<short>(function),
        Number<byte>(function), Number<ushort>(function), Number<uint>(function), Number<ulong>(function)];

    private static ElementPairs[] Floats(INumberPairs function) => [Number<float>(function), Number<double>(function)];

    private static ElementPairs<T> Number<T>(INumberPairs function)
        where T : unmanaged, INumber<T> => new(function.Map<T>());

    private static ElementPairs[] Integers(IntegerDivision division) => [
        Integer<int>(division), Integer<long>(division), Integer<sbyte>(division), Integer<short>(division),
        Integer<byte>(division), Integer<ushort>(division), Integer<uint>(division), Integer<ulong>(division)];

    private static ElementPairs<T> Integer<T>(IntegerDivision division)
        where T : unmanaged, IBinaryInteger<T> => new(BinaryMap<T>.Of(division.Of), IntegerDivision.RefuseZero);

    private static BinaryOperator Remainders(bool followsDividend) => followsDividend
        ? new BinaryOperator([new ElementPairs<float>(BinaryMap<float>.Of((a, b) => a % b)), new ElementPairs<double>(BinaryMap<double>.Of((a, b) => a % b)), .. Integers(IntegerDivision.RemainderLikeDividend)])
        : new BinaryOperator(Integers(IntegerDivision.RemainderLikeDivisor));

    /// <summary>One operator for all nodes: it has no settings.</summary>
    private static Func<Node, int, Operator> Shared(Func<Operator> make)
    {
        var made = new Lazy<Operator>(make);
        return (_, _) => made.Value;
    }
}
