package main

import (
	"bufio"

	"github.com/spf13/cobra"

	"quanhe/extract"
	"quanhe/extract/source"
)

func (a *app) explainCommand() *cobra.Command {
	var rule, date string
	cmd := &cobra.Command{
		Use:   "explain FILE|-",
		Short: "Show how each sentence of a text is read: tokens, mentions, rules that woke and where they stopped",
		Example: `  echo "Chiều 5/3, Thủ tướng điện đàm với Tổng thống Pháp." | quanhe explain -
  quanhe explain -r phone_call news.txt`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			x, _, err := a.extractor()
			if err != nil {
				return err
			}
			w := bufio.NewWriter(a.stdout)
			err = source.Read(cmd.Context(), args, a.stdin, func(d source.Document, err error) error {
				if err != nil {
					return err
				}
				if date != "" {
					d.Date = date
					d.Seal()
				}
				return x.Explain(w, d, extract.ExplainOptions{Rule: rule})
			})
			if err != nil {
				return err
			}
			return w.Flush()
		},
	}
	cmd.Flags().StringVarP(&rule, "rule", "r", "", "tell only of this rule: why it makes no claim, and the smallest change with which it would")
	cmd.Flags().StringVar(&date, "date", "", "date of the document, which \"today\" means")
	return a.rulesFlag(cmd)
}
