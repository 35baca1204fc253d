using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>
/// The first input to the power of the second, in the type of the first; the exponent may have another type. Whole numbers are computed in double
/// precision and cut.
/// </summary>
internal sealed class PowOperator : Operator
{
    private static readonly ElementPairs Singles = new ElementPairs<float>(Floating<float>());
    private static readonly ElementPairs Doubles = new ElementPairs<double>(Floating<double>());
    private static readonly ElementPairs Integers = new ElementPairs<int>(BinaryMap<int>.Of((a, b) => unchecked((int)(long)Math.Pow(a, b))));
    private static readonly ElementPairs Longs = new ElementPairs<long>(BinaryMap<long>.Of((a, b) => unchecked((long)Math.Pow(a, b))));

    public override bool TakesBlocked(int input) => true;

    public override void Run(OperatorCall call)
    {
        Tensor left = call.Input(0), right = call.Input(1);
        if (left.Type == right.Type)
            BinaryOperator.Run(call, Function(left.Type));
        else if (left.Type is ElementType.Float32 or ElementType.Float64 || right.Type is ElementType.Int32 or ElementType.Int64)
            Plain(call, call.Plain(0), Exponents(call, call.Plain(1), left.Type), Function(left.Type));
        else
            InDoublePrecision(call, call.Plain(0), call.Plain(1));
    }

    private static ElementPairs Function(ElementType type) => type switch
    {
        ElementType.Float32 => Singles,
        ElementType.Float64 => Doubles,
        ElementType.Int32 => Integers,
        ElementType.Int64 => Longs,
        _ => throw new OnnxException($"its base holds {type}, but it computes Float32, Float64, Int32, Int64. Cast the base first."),
    };

    private static void Plain(OperatorCall call, Tensor left, Tensor right, ElementPairs function)
    {
        var target = call.Output(0, left.Type, InputReading.Broadcast(left.Shape, right.Shape));
        function.Run(BroadcastPlan.Of(left.Shape.ToArray(), right.Shape.ToArray()), left, right, target, call.Compute);
    }

    /// <summary>A whole base to a power with a fraction.</summary>
    private static void InDoublePrecision(OperatorCall call, Tensor left, Tensor right)
    {
        _ = Function(left.Type);
        Tensor bases = Exponents(call, left, ElementType.Float64), exponents = Exponents(call, right, ElementType.Float64);
        var shape = InputReading.Broadcast(left.Shape, right.Shape);
        var powers = call.Scratch(ElementType.Float64, shape);
        Doubles.Run(BroadcastPlan.Of(left.Shape.ToArray(), right.Shape.ToArray()), bases, exponents, powers, call.Compute);
        var target = call.Output(0, left.Type, shape);
        if (left.Type == ElementType.Int32)
            TensorPrimitives.ConvertTruncating<double, int>(powers.Span<double>(), target.Span<int>());
        else
            TensorPrimitives.ConvertTruncating<double, long>(powers.Span<double>(), target.Span<long>());
    }

    private static Tensor Exponents(OperatorCall call, Tensor source, ElementType type)
    {
        var converted = call.Scratch(type, source.Shape);
        switch (type)
        {
            case ElementType.Float32: Convert(source, converted.Span<float>()); break;
            case ElementType.Float64: Convert(source, converted.Span<double>()); break;
            case ElementType.Int32: Convert(source, converted.Span<int>()); break;
            default: Convert(source, converted.Span<long>()); break;
        }
        return converted;
    }

    private static void Convert<T>(Tensor source, Span<T> target)
        where T : unmanaged, INumber<T>
    {
        switch (source.Type)
        {
            case ElementType.Float32: TensorPrimitives.ConvertTruncating<float, T>(source.Span<float>(), target); break;
            case ElementType.Float64: TensorPrimitives.ConvertTruncating<double, T>(source.Span<double>(), target); break;
            case ElementType.Int32: TensorPrimitives.ConvertTruncating<int, T>(source.Span<int>(), target); break;
            case ElementType.Int64: TensorPrimitives.ConvertTruncating<long, T>(source.Span<long>(), target); break;
            default: throw new OnnxException($"its exponent holds {source.Type}, but Float32, Float64, Int32 or Int64 is expected. Cast the exponent first.");
        }
    }

    private static BinaryMap<T> Floating<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var general = BinaryMap<T>.Of(T.Pow);
        return general with { WithNumber = (left, right, target) => WithExponent(left, right, target, general.WithNumber) };
    }

    private static void WithExponent<T>(ReadOnlySpan<T> left, T exponent, Span<T> target, WithNumber<T> general)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (exponent == T.One + T.One)
            VectorPairs.Apply(new Times<T>(), left, left, target);
        else if (exponent == T.One)
            left.CopyTo(target);
        else if (exponent + exponent == T.One)
            VectorMap.Apply(new RootPower<T>(), left, target);
        else
            general(left, exponent, target);
    }

    /// <summary>x to the power of 1/2, which unlike the root is 0 for −0 and infinite for −∞.</summary>
    private readonly struct RootPower<T> : IVectorFunction<T>
        where T : IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Of(Vector<T> x) =>
            Vector.ConditionalSelect(Vector.Equals(x, Vector.Create(T.NegativeInfinity)), Vector.Create(T.PositiveInfinity), Vector.SquareRoot(x + Vector<T>.Zero));
    }
}
