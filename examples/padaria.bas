' Uma padaria que anota pedidos. As palavras da linguagem são em inglês; nomes e textos, na língua do bot.

cardápio = [
  #{nome: "Pão francês", preço: 0.9},
  #{nome: "Broa de milho", preço: 4.5},
  #{nome: "Café", preço: 6}
]
pedido = []

TALK "Bom dia! Aqui é a Padaria Estrela."
HEAR cliente AS NAME WITH "Com quem eu falo?"

DO
  FOR i = 0 TO UBOUND(cardápio) - 1
    TALK "${i + 1}. ${cardápio[i].nome}: ${FORMAT(cardápio[i].preço, "C2[pt]")}"
  NEXT
  HEAR número AS INTEGER WITH "Qual item?"
  item = cardápio[número - 1]
  IF item IS NULL THEN
    TALK "Não temos esse item."
  ELSE
    HEAR quantidade AS INTEGER WITH "Quantos?"
    pedido.PUSH({"nome": item.nome, "valor": item.preço * quantidade, "quantidade": quantidade})
  END IF
  HEAR mais AS BOOLEAN WITH "Mais alguma coisa?"
LOOP WHILE mais

BEGIN TALK
Pedido de ${cliente}:

Total: ${FORMAT(SUM(pedido, "valor"), "C2[pt]")}
Fica pronto em ${5 + SUM(pedido, "quantidade")} minutos. Obrigado!
END TALK
