using System.Numerics;
using System.Numerics.Tensors;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels.Elementwise;

namespace BioDL.Learning.Operators.Elementwise;

/// <summary>The family of operators with one input, each element of which they treat alone.</summary>
internal static class UnaryOperators
{
    // The numbers that define SELU (Klambauer et al. 2017, "Self-normalizing neural networks").
    private const float SeluAlpha = 1.67326319217681884765625f;
    private const float SeluGamma = 1.05070102214813232421875f;

    /// <summary>How each is made for a node.</summary>
    public static IReadOnlyDictionary<string, Func<Node, int, Operator>> Makers { get; } = new Dictionary<string, Func<Node, int, Operator>>(StringComparer.Ordinal)
    {
        ["Relu"] = (_, _) => new UnaryOperator([.. Floats(new Rectified<float>(), new Rectified<double>()), .. SignedIntegers(new Rectifier())]),
        ["Clip"] = (node, opset) => new ClipOperator(node, opset),
        ["LeakyRelu"] = (node, _) => Leaky(node.Attributes.Number("alpha", 0.01f)),
        ["ThresholdedRelu"] = (node, _) => Thresholded(node.Attributes.Number("alpha", 1)),
        ["Elu"] = (node, _) => Exponential(node.Attributes.Number("alpha", 1), 1, 1),
        ["Selu"] = (node, _) => Exponential(node.Attributes.Number("alpha", SeluAlpha), node.Attributes.Number("gamma", SeluGamma), 1),
        ["Celu"] = (node, _) => Exponential(node.Attributes.Number("alpha", 1), 1, node.Attributes.Number("alpha", 1)),
        ["Sigmoid"] = (_, _) => Of(new Logistic<float>(), new Logistic<double>()),
        ["HardSigmoid"] = (node, _) => Hard(node.Attributes.Number("alpha", 0.2f), node.Attributes.Number("beta", 0.5f)),
        ["HardSwish"] = (_, _) => Of(new HardSwish<float>(), new HardSwish<double>()),
        ["Tanh"] = (_, _) => Of(new HyperbolicTangent<float>(), new HyperbolicTangent<double>()),
        ["Softplus"] = (_, _) => Of(new SoftPlus<float>(), new SoftPlus<double>()),
        ["Softsign"] = (_, _) => Of(new SoftSign<float>(), new SoftSign<double>()),
        ["Mish"] = (_, _) => Of(new MishFunction<float>(), new MishFunction<double>()),
        ["Gelu"] = (node, _) => Gelu(node.Attributes.Text("approximate", "none")),
        ["Erf"] = (_, _) => Of(new ErrorIntegral<float>(), new ErrorIntegral<double>()),
        ["Sqrt"] = (_, _) => Of(new SquareRoot<float>(), new SquareRoot<double>()),
        ["Exp"] = (_, _) => Of(new Exponential<float>(), new Exponential<double>()),
        ["Log"] = (_, _) => Of(new Logarithm<float>(), new Logarithm<double>()),
        ["Floor"] = (_, _) => Of(TensorPrimitives.Floor, TensorPrimitives.Floor),
        ["Ceil"] = (_, _) => Of(TensorPrimitives.Ceiling, TensorPrimitives.Ceiling),
        ["Round"] = (_, _) => Of(TensorPrimitives.Round, TensorPrimitives.Round),
        ["Reciprocal"] = (_, _) => Of(new Inverse<float>(), new Inverse<double>()),
        ["Abs"] = (_, _) => new UnaryOperator([.. Floats(new Absolute<float>(), new Absolute<double>()), .. SignedIntegers(new Magnitude()), .. UnsignedIntegers(new Same())]),
        ["Neg"] = (_, _) => new UnaryOperator([.. Floats(new Negative<float>(), new Negative<double>()), .. SignedIntegers(new Negation())]),
        ["Sign"] = (_, _) => new UnaryOperator([.. Floats(new SignOf<float>(), new SignOf<double>()), .. SignedIntegers(new Signum()), .. UnsignedIntegers(new Signum())]),
    };

    private static UnaryOperator Leaky(float slope) =>
        Of(new LeakyRectified<float>(VectorMath.All<float>(slope)), new LeakyRectified<double>(VectorMath.All<double>(slope)));

    private static UnaryOperator Thresholded(float threshold) =>
        Of(new ThresholdedRectified<float>(VectorMath.All<float>(threshold)), new ThresholdedRectified<double>(VectorMath.All<double>(threshold)));

    private static UnaryOperator Exponential(float alpha, float scale, float width) => Of(
        new ExponentialLinear<float>(VectorMath.All<float>(alpha), VectorMath.All<float>(scale), VectorMath.All<float>(width)),
        new ExponentialLinear<double>(VectorMath.All<double>(alpha), VectorMath.All<double>(scale), VectorMath.All<double>(width)));

    private static UnaryOperator Hard(float slope, float offset) => Of(
        new HardSigmoid<float>(VectorMath.All<float>(slope), VectorMath.All<float>(offset)),
        new HardSigmoid<double>(VectorMath.All<double>(slope), VectorMath.All<double>(offset)));

    private static UnaryOperator Gelu(string approximate) => approximate switch
    {
        "none" => Of(new GaussianLinear<float>(), new GaussianLinear<double>()),
        "tanh" => Of(new GaussianLinearByTangent<float>(), new GaussianLinearByTangent<double>()),
        _ => throw new OnnxException($"attribute 'approximate' is '{approximate}', but 'none' or 'tanh' is expected"),
    };

    private static UnaryOperator Of<TSingle, TDouble>(TSingle single, TDouble twice)
        where TSingle : struct, IVectorFunction<float>
        where TDouble : struct, IVectorFunction<double> => new(Floats(single, twice));

    private static UnaryOperator Of(Map<float> single, Map<double> twice) => new(Floats(single, twice));

    private static ElementMap[] Floats<TSingle, TDouble>(TSingle single, TDouble twice)
        where TSingle : struct, IVectorFunction<float>
        where TDouble : struct, IVectorFunction<double> =>
        [new ElementMap<float>(VectorMap.Of<float, TSingle>(single)), new ElementMap<double>(VectorMap.Of<double, TDouble>(twice))];

    private static ElementMap[] Floats(Map<float> single, Map<double> twice) => [new ElementMap<float>(single), new ElementMap<double>(twice)];

    private static ElementMap[] SignedIntegers(IIntegerFunction function) => [Integer<int>(function), Integer<long>(function), Integer<sbyte>(function), Integer<short>(function)];

    private static ElementMap[] UnsignedIntegers(IIntegerFunction function) => [Integer<byte>(function), Integer<ushort>(function), Integer<uint>(function), Integer<ulong>(function)];

    private static ElementMap<T> Integer<T>(IIntegerFunction function)
        where T : unmanaged, IBinaryInteger<T> => new((source, target) =>
        {
            for (var n = 0; n < source.Length; n++)
                target[n] = function.Of(source[n]);
        });
}
