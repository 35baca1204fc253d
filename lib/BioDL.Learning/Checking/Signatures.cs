namespace BioDL.Learning.Checking;

/// <summary>
/// The signatures of the standard operators, as the ONNX specification gives them for opset 11 to 21. A test compares them with the reference
/// implementation's.
/// </summary>
internal static class Signatures
{
    private const string Lines = """
        Conv 2-3 1 auto_pad:text dilations:ints group:int kernel_shape:ints pads:ints strides:ints
        ConvTranspose 2-3 1 auto_pad:text dilations:ints group:int kernel_shape:ints output_padding:ints output_shape:ints pads:ints strides:ints
        MaxPool 1 1-2 auto_pad:text ceil_mode:int dilations:ints kernel_shape:ints! pads:ints storage_order:int strides:ints
        AveragePool 1 1 auto_pad:text ceil_mode:int count_include_pad:int kernel_shape:ints! pads:ints strides:ints
        AveragePool@19 1 1 auto_pad:text ceil_mode:int count_include_pad:int dilations:ints kernel_shape:ints! pads:ints strides:ints
        GlobalAveragePool 1 1
        GlobalMaxPool 1 1
        BatchNormalization 5 1-5 epsilon:float momentum:float
        BatchNormalization@14 5 1-3 epsilon:float momentum:float training_mode:int
        InstanceNormalization 3 1 epsilon:float
        GroupNormalization@18 3 1 epsilon:float num_groups:int!
        GroupNormalization@21 3 1 epsilon:float num_groups:int! stash_type:int
        LayerNormalization@17 2-3 1-3 axis:int epsilon:float stash_type:int
        LRN 1 1 alpha:float beta:float bias:float size:int!
        LpNormalization 1 1 axis:int p:int
        MeanVarianceNormalization 1 1 axes:ints
        LpPool 1 1 auto_pad:text kernel_shape:ints! p:int pads:ints strides:ints
        LpPool@18 1 1 auto_pad:text ceil_mode:int dilations:ints kernel_shape:ints! p:int pads:ints strides:ints
        GlobalLpPool 1 1 p:int
        Relu 1 1
        LeakyRelu 1 1 alpha:float
        PRelu 2 1
        Elu 1 1 alpha:float
        Selu 1 1 alpha:float gamma:float
        Celu@12 1 1 alpha:float
        ThresholdedRelu 1 1 alpha:float
        Gelu@20 1 1 approximate:text
        Mish@18 1 1
        Sigmoid 1 1
        HardSigmoid 1 1 alpha:float beta:float
        HardSwish@14 1 1
        Tanh 1 1
        Softplus 1 1
        Softsign 1 1
        Softmax 1 1 axis:int
        LogSoftmax 1 1 axis:int
        Clip 1-3 1
        Add 2 1
        Sub 2 1
        Mul 2 1
        Div 2 1
        Mod 2 1 fmod:int
        Pow 2 1
        Sqrt 1 1
        Exp 1 1
        Log 1 1
        Abs 1 1
        Neg 1 1
        Min 1-* 1
        Max 1-* 1
        Mean 1-* 1
        Sum 1-* 1
        Reciprocal 1 1
        Floor 1 1
        Ceil 1 1
        Round 1 1
        Sign 1 1
        Erf 1 1
        Sin 1 1
        Cos 1 1
        Tan 1 1
        Asin 1 1
        Acos 1 1
        Atan 1 1
        Sinh 1 1
        Cosh 1 1
        Asinh 1 1
        Acosh 1 1
        Atanh 1 1
        Hardmax 1 1 axis:int
        Shrink 1 1 bias:float lambd:float
        BitShift 2 1 direction:text!
        Where 3 1
        Equal 2 1
        Less 2 1
        LessOrEqual@12 2 1
        Greater 2 1
        GreaterOrEqual@12 2 1
        And 2 1
        Or 2 1
        Xor 2 1
        Not 1 1
        IsNaN 1 1
        IsInf 1 1 detect_negative:int detect_positive:int
        Cast 1 1 to:int!
        Cast@19 1 1 saturate:int to:int!
        CastLike@15 2 1
        CastLike@19 2 1 saturate:int
        Concat 1-* 1 axis:int!
        Split 1 1-* axis:int split:ints
        Split@13 1-2 1-* axis:int
        Split@18 1-2 1-* axis:int num_outputs:int
        Slice 3-5 1
        Pad 2-3 1 mode:text
        Pad@18 2-4 1 mode:text
        Reshape 2 1
        Reshape@14 2 1 allowzero:int
        Flatten 1 1 axis:int
        Squeeze 1 1 axes:ints
        Squeeze@13 1-2 1
        Unsqueeze 1 1 axes:ints!
        Unsqueeze@13 2 1
        Transpose 1 1 perm:ints
        Expand 2 1
        Tile 2 1
        Shape 1 1
        Shape@15 1 1 end:int start:int
        Size 1 1
        Gather 2 1 axis:int
        GatherElements 2 1 axis:int
        GatherND 2 1
        GatherND@12 2 1 batch_dims:int
        ScatterElements 3 1 axis:int
        ScatterElements@16 3 1 axis:int reduction:text
        ScatterND 3 1
        ScatterND@16 3 1 reduction:text
        ConstantOfShape 1 1 value:tensor
        Constant 0 1 value:tensor
        Constant@12 0 1 value:tensor value_float:float value_floats:floats value_int:int value_ints:ints value_string:text value_strings:texts
        Identity 1 1
        Dropout 1 1-2 ratio:float
        Dropout@12 1-3 1-2 seed:int
        Resize 3-4 1 coordinate_transformation_mode:text cubic_coeff_a:float exclude_outside:int extrapolation_value:float mode:text nearest_mode:text
        Resize@13 1-4 1 coordinate_transformation_mode:text cubic_coeff_a:float exclude_outside:int extrapolation_value:float mode:text nearest_mode:text
        Resize@18 1-4 1 antialias:int axes:ints coordinate_transformation_mode:text cubic_coeff_a:float exclude_outside:int extrapolation_value:float keep_aspect_ratio_policy:text mode:text nearest_mode:text
        Upsample 2 1 mode:text
        DepthToSpace 1 1 blocksize:int! mode:text
        SpaceToDepth 1 1 blocksize:int!
        ReduceSum 1 1 axes:ints keepdims:int
        ReduceSum@13 1-2 1 keepdims:int noop_with_empty_axes:int
        ReduceMean 1 1 axes:ints keepdims:int
        ReduceMean@18 1-2 1 keepdims:int noop_with_empty_axes:int
        ReduceMax 1 1 axes:ints keepdims:int
        ReduceMax@18 1-2 1 keepdims:int noop_with_empty_axes:int
        ReduceMin 1 1 axes:ints keepdims:int
        ReduceMin@18 1-2 1 keepdims:int noop_with_empty_axes:int
        ReduceProd 1 1 axes:ints keepdims:int
        ReduceProd@18 1-2 1 keepdims:int noop_with_empty_axes:int
        ReduceL1 1 1 axes:ints keepdims:int
        ReduceL1@18 1-2 1 keepdims:int noop_with_empty_axes:int
        ReduceL2 1 1 axes:ints keepdims:int
        ReduceL2@18 1-2 1 keepdims:int noop_with_empty_axes:int
        ReduceSumSquare 1 1 axes:ints keepdims:int
        ReduceSumSquare@18 1-2 1 keepdims:int noop_with_empty_axes:int
        ReduceLogSum 1 1 axes:ints keepdims:int
        ReduceLogSum@18 1-2 1 keepdims:int noop_with_empty_axes:int
        ReduceLogSumExp 1 1 axes:ints keepdims:int
        ReduceLogSumExp@18 1-2 1 keepdims:int noop_with_empty_axes:int
        ArgMax 1 1 axis:int keepdims:int
        ArgMax@12 1 1 axis:int keepdims:int select_last_index:int
        ArgMin 1 1 axis:int keepdims:int
        ArgMin@12 1 1 axis:int keepdims:int select_last_index:int
        Gemm 2-3 1 alpha:float beta:float transA:int transB:int
        MatMul 2 1
        Range 3 1
        CumSum 2 1 exclusive:int reverse:int
        TopK 2 2 axis:int largest:int sorted:int
        NonZero 1 1
        Compress 2 1 axis:int
        OneHot 3 1 axis:int
        EyeLike 1 1 dtype:int k:int
        Trilu@14 1-2 1 upper:int
        ReverseSequence 2 1 batch_axis:int time_axis:int
        Einsum@12 1-* 1 equation:text!
        Loop 2-* 1-* body:graph!
        If 1 1-* else_branch:graph! then_branch:graph!
        """;

    private static readonly ILookup<string, Signature> All = Lines.Split('\n', StringSplitOptions.TrimEntries).Select(Signature.Parse)
        .ToLookup(pair => pair.Operator, pair => pair.Signature, StringComparer.Ordinal);

    /// <summary>The operators with a signature.</summary>
    public static IEnumerable<string> Operators => All.Select(group => group.Key);

    /// <summary>Whether an operator's signature is known, for any version.</summary>
    public static bool Knows(string name) => All.Contains(name);

    /// <summary>The signature that holds in a version; null when the operator appeared later.</summary>
    public static Signature? Of(string name, int opset) => All[name].LastOrDefault(signature => signature.Since <= opset);

    /// <summary>The version in which an operator appeared.</summary>
    public static int FirstVersion(string name) => All[name].First().Since;
}
