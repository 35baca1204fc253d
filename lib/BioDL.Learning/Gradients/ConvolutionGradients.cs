using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;
using BioDL.Learning.Operators;

namespace BioDL.Learning.Gradients;

/// <summary>
/// Convolutions, forward and transposed. Each is the way back of the other: the gradient by the input is the output's gradient, convolved the other
/// way with the same weights.
/// </summary>
internal static class ConvolutionGradients
{
    public static readonly Dictionary<string, Func<Node, int, GradientRule>> Makers = new(StringComparer.Ordinal)
    {
        ["Conv"] = (node, _) => new ConvolutionGradient(node, isTransposed: false),
        ["ConvTranspose"] = (node, _) => new ConvolutionGradient(node, isTransposed: true),
    };

    private sealed class ConvolutionGradient(Node node, bool isTransposed) : GradientRule
    {
        /// <summary>Up to so many numbers under a kernel it pays to gather them for each pixel.</summary>
        private const int FewNumbers = 64;

        /// <summary>Plain gradients of up to so many channels are read as they are.</summary>
        private const int FewChannels = 8;

        private readonly ConvolutionSizes sizes = new(node, isTransposed);
        private readonly PreparedConvolution back = new(!isTransposed);
        private ConvolutionShape? own;
        private ConvolutionShape? other;
        private WeightGradient? weightGradient;

        public override bool IsWeight(int input, TensorShape shape) => input > 0;

        public override void Dispose()
        {
            back.Dispose();
            base.Dispose();
        }

        public override void Backward(GradientCall call)
        {
            var shape = sizes.For(call.Input(0).Shape, call.Input(1).Shape, call.Has(2) ? call.Input(2).Shape : null);
            if (shape != own || other is null)
            {
                other = new ConvolutionShape(
                    shape.Images, shape.Outputs, shape.OutputHeight, shape.OutputWidth, shape.Channels, shape.Height, shape.Width, shape.Groups, shape.Window);
                (own, weightGradient) = (shape, null);
            }
            if (call.Needs(2))
                PassToBias(call);
            if (own.Groups > 1)
                PassGrouped(call, isTransposed ? other : own);
            else
            {
                if (call.Needs(0))
                    PassToInput(call, other);
                if (call.Needs(1))
                    PassToWeights(call, isTransposed ? other : own);
            }
        }

        private static void PassToBias(GradientCall call)
        {
            var gradient = Blocked(call, call.Gradient(0)!, 0);
            var sums = call.Scratch(ElementType.Float64, new TensorShape(gradient.Shape[1])).Span<double>();
            ChannelSums.Write(gradient, null, call.Scratch(ElementType.Float64, new TensorShape(ChannelSums.ScratchSize(gradient.Shape))), sums, [], call.Compute.Threads);
            var target = call.Place(2).Span<float>();
            for (var channel = 0; channel < target.Length; channel++)
                target[channel] = (float)sums[channel];
        }

        private unsafe void PassToInput(GradientCall call, ConvolutionShape shape)
        {
            var isImage = call.Input(0).Shape.Rank == 4;
            var isBlocked = !isImage || call.Gradient(0)!.Layout == TensorLayout.Blocked16 || shape.Channels > FewChannels;
            var gradient = isBlocked ? Blocked(call, call.Gradient(0)!, 0) : call.Gradient(0)!;
            var target = isImage ? call.Place(0, TensorLayout.Blocked16) : call.Scratch(ElementType.Float32, new TensorShape(shape.Images, shape.Outputs, shape.OutputHeight, shape.OutputWidth), TensorLayout.Blocked16);
            var kind = !isBlocked ? ConvolutionKind.Plain : WinogradConvolution.Suits(shape) ? ConvolutionKind.Winograd : ConvolutionKind.Blocked;
            var kernel = back.For(shape, kind, default, call.Compute.Taken);
            var space = checked((int)kernel.SpaceFor(call.Compute.Threads)) is > 0 and var size ? call.Scratch(ElementType.Float32, new TensorShape(size)).Floats : null;
            kernel.Run(back.Weights.For(shape, kind, call.Input(1), null), new ConvolutionData(back.Blocks(gradient), isBlocked, target.Floats), space, call.Compute.Threads);
            if (isImage)
                return;
            using var image = call.Place(0).Viewed(target.Shape);
            Reorder.Copy(target, image, call.Compute);
        }

        private unsafe void PassToWeights(GradientCall call, ConvolutionShape shape)
        {
            Tensor input = call.Input(0), gradient = call.Gradient(0)!;
            var large = isTransposed ? gradient : input;
            var isPlain = large.Layout == TensorLayout.Plain && shape.Channels * shape.Window.Size <= FewNumbers;
            if (!isPlain)
                large = isTransposed ? Blocked(call, gradient, 0) : BlockedInput(call);
            var small = isTransposed ? BlockedInput(call) : Blocked(call, gradient, 0);
            var work = weightGradient is { } ready && ready.IsPlain == isPlain ? ready : weightGradient = new WeightGradient(shape, isPlain, call.Compute.Taken);
            var scratch = call.Scratch(ElementType.Float32, new TensorShape(work.ScratchSize));
            work.Run(large.Floats, small.Floats, scratch.Floats, call.Place(1).Floats, call.Compute.Threads);
        }

        private static Tensor BlockedInput(GradientCall call) =>
            call.Input(0).Shape.Rank == 4 ? call.Input(0, TensorLayout.Blocked16) : AsImage(call, call.Input(0));

        private static Tensor Blocked(GradientCall call, Tensor gradient, int output) =>
            gradient.Shape.Rank == 4 ? call.Gradient(output, TensorLayout.Blocked16) : AsImage(call, gradient);

        /// <summary>A signal along one axis as an image of one row.</summary>
        private static Tensor AsImage(GradientCall call, Tensor signal)
        {
            var shape = new TensorShape(signal.Shape[0], signal.Shape[1], 1, signal.Shape[2]);
            using var plain = signal.Viewed(shape);
            var blocked = call.Scratch(ElementType.Float32, shape, TensorLayout.Blocked16);
            Reorder.Copy(plain, blocked, call.Compute);
            return blocked;
        }

        /// <summary>Channels in groups, by definition.</summary>
        private void PassGrouped(GradientCall call, ConvolutionShape shape)
        {
            var source = call.Input(0, TensorLayout.Plain).Span<float>();
            var gradient = call.Gradient(0, TensorLayout.Plain).Span<float>();
            var work = new GroupedGradient(shape, call.Input(1).Numbers)
            {
                Large = isTransposed ? gradient : source,
                Small = isTransposed ? source : gradient,
                Target = call.Needs(0) ? call.Place(0).Span<float>() : default,
                TargetIsLarge = !isTransposed,
                Weights = call.Needs(1) ? call.Place(1).Span<float>() : default,
            };
            work.Run();
        }
    }
}
